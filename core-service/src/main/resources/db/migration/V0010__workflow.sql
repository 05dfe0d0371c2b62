-- A project's rules of lanes, version by version: every lane has a rule of each version, so that a visit names one number.
create table workflow (
    project_id   uuid        not null references project,
    version      int         not null,
    workspace_id uuid        not null references workspace,
    changed_by   text        not null,
    changed_at   timestamptz not null,
    primary key (project_id, version)
);

insert into workflow (project_id, version, workspace_id, changed_by, changed_at)
select b.project_id, r.version, b.workspace_id, 'platform', min(r.created_at)
from lane_rule r join lane l on l.id = r.lane_id join board b on b.id = l.board_id
group by b.project_id, r.version, b.workspace_id;

alter table workflow enable row level security;
create policy tenant on workflow using (sees(workspace_id));

-- What a run repeats, who approved its effects, what it waits for, why it ended badly.
alter table card_run
    add column retry_of       uuid,
    add column approved_by    text,
    add column waiting_code   text,
    add column waiting_detail text,
    add column error_code     text,
    add column error_message  text;

create index card_run_retry on card_run (retry_of) where retry_of is not null;

-- Which stay the orchestrator called over, and which one the rule ended by moving the card on.
alter table card
    add column settled_visit     int,
    add column settled_completed boolean not null default false,
    add column advanced_visit    int;

create index card_settled on card (project_id) where settled_completed and archived_at is null;

-- Where cards may wait to be moved on, in whichever workspace; the platform then looks within each.
create function settled_projects() returns table (workspace uuid, project uuid)
    language sql stable security definer
    set search_path from current
    as $$
        select distinct c.workspace_id, c.project_id
        from card c
        join lane_rule r on r.lane_id = c.lane_id and r.version = c.rule_version
        where c.settled_completed and c.settled_visit = c.lane_visit and c.archived_at is null
          and (r.rule ->> 'autoAdvance')::boolean
    $$;

revoke all on function settled_projects() from public;
grant execute on function settled_projects() to ${app_role};
