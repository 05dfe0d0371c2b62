-- A card is made at the end of a lane: numbered, placed, written, told.
\set lane random(0, 5)
begin;
update benchmark.project set next_card_number = next_card_number + 1 where id = md5('project')::uuid
returning next_card_number - 1 as number \gset
select rank from benchmark.card where lane_id = md5('lane' || :lane)::uuid order by rank desc limit 1;
insert into benchmark.card (id, workspace_id, project_id, board_id, lane_id, rank, number, type, title, description,
    acceptance_criteria, labels, priority, status, review_state, lane_visit, rule_version, version, created_at, updated_at)
values (md5('card' || :number)::uuid, md5('workspace')::uuid, md5('project')::uuid, md5('board')::uuid, md5('lane' || :lane)::uuid,
    'V' || lpad(to_hex(nextval('benchmark.place')), 8, '0'), :number, 'TASK', 'Card ' || :number || ' of the board',
    repeat('As a member I want to see it. ', 10), '[]', '[]', 'MEDIUM', 'READY', 'NONE', 1, 1, 1, now(), now());
insert into benchmark.card_history (id, workspace_id, card_id, actor, action, changes, created_at)
values (gen_random_uuid(), md5('workspace')::uuid, md5('card' || :number)::uuid, 'benchmark', 'created',
    '{"lane": {"from": null, "to": 2}, "position": {"from": null, "to": 2}}', now());
insert into benchmark.outbox (event_id, topic, ordering_key, attributes, payload)
values (gen_random_uuid()::text, 'card-events', :number, '{"eventType": "created"}', repeat('payload ', 70));
with counter as (
    update benchmark.workspace_feed set head = head + 1 where workspace_id = md5('workspace')::uuid returning head)
insert into benchmark.feed_event (workspace_id, seq, event_id, type, data)
select md5('workspace')::uuid, head, gen_random_uuid()::text, 'card.created', repeat('payload ', 70) from counter;
commit;
