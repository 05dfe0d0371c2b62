-- A run without a card: what it is to work on. The run stands in for its card wherever one is named.
alter table run drop constraint run_trigger_kind_check;
alter table run add constraint run_trigger_kind_check
    check (trigger_kind in ('AUTO', 'MANUAL', 'SEQUENCE', 'RETRY', 'TASK'));

create table task (
    run_id       uuid primary key references run on delete cascade,
    workspace_id uuid        not null,
    input        text        not null,
    instructions text,
    tools        text[]      not null,
    metadata     jsonb       not null,
    -- of all that the answer depends on
    input_hash   text        not null,
    created_at   timestamptz not null default now()
);
create index task_answers on task (workspace_id, input_hash, created_at desc);
alter table task enable row level security;
create policy task_workspace on task using (visible_workspace(workspace_id));
