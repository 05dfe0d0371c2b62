-- Tables like core's, filled with one board of :cards cards.
set client_min_messages = warning;
drop schema if exists benchmark cascade;
create schema benchmark;
set search_path = benchmark;
create table project (like core.project including all);
create table lane (like core.lane including all);
create table card (like core.card including all);
create table card_history (like core.card_history including all);
create table workspace_feed (like core.workspace_feed including all);
create table feed_event (like core.feed_event including all);
create table outbox (like core.outbox including all);
alter table card add foreign key (lane_id) references lane, add foreign key (project_id) references project;
alter table card_history add foreign key (card_id) references card;

insert into project (id, workspace_id, key, name, description, next_card_number, created_at)
values (md5('project')::uuid, md5('workspace')::uuid, 'BENCH', 'Board', '', :cards + 1, now());
insert into lane (id, workspace_id, board_id, number, key, name)
select md5('lane' || n)::uuid, md5('workspace')::uuid, md5('board')::uuid, n, 'L' || n, 'Lane ' || n
from generate_series(0, 10) n;
insert into workspace_feed (workspace_id) values (md5('workspace')::uuid);
insert into card (id, workspace_id, project_id, board_id, lane_id, rank, number, type, title, description, acceptance_criteria,
    labels, priority, status, review_state, lane_visit, rule_version, version, created_at, updated_at)
select md5('card' || n)::uuid, md5('workspace')::uuid, md5('project')::uuid, md5('board')::uuid, md5('lane' || n % 6)::uuid,
    'V' || lpad(to_hex(n), 8, '0'), n, 'TASK', 'Card ' || n || ' of the board', repeat('As a member I want to see it. ', 10),
    '[]', '[]', 'MEDIUM', 'READY', 'NONE', 1, 1, 1, now(), now()
from generate_series(1, :cards) n;
create sequence place start 1000000;
vacuum analyze;
