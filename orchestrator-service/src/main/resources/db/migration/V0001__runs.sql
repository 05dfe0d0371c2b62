-- What the orchestrator knows of a card: its last seen version and where it stands. Its row lock serialises
-- decisions about one card.
create table card_cursor (
    card_id           uuid primary key,
    workspace_id      uuid not null,
    project_id        uuid not null,
    last_card_version bigint not null default 0,
    lane_number       int,
    lane_visit_no     int not null default 0,
    deleted           boolean not null default false,
    updated_at        timestamptz not null default now()
);

-- One stay of a card in a lane, with the rule it started with: a later change of the rule does not reach it.
create table lane_visit (
    card_id       uuid not null,
    lane_visit_no int not null,
    workspace_id  uuid not null,
    lane_number   int not null,
    rule_version  bigint not null,
    sequence      text[] not null,
    state         text not null check (state in ('ACTIVE', 'SUPERSEDED')),
    entered_at    timestamptz not null default now(),
    primary key (card_id, lane_visit_no)
);

create table run (
    run_id             uuid primary key,
    -- the same wish by two events, or by one event twice, is one run
    trigger_key        text not null unique,
    workspace_id       uuid not null,
    project_id         uuid not null,
    card_id            uuid not null,
    lane_number        int not null,
    lane_visit_no      int not null,
    ordinal            int,
    agent_id           text not null,
    trigger_kind       text not null check (trigger_kind in ('AUTO', 'MANUAL', 'SEQUENCE', 'RETRY')),
    triggered_by       text not null,
    instructions       text,
    retry_of           uuid,
    status             text not null check (status in ('QUEUED', 'RUNNING', 'WAITING', 'WAITING_INPUT', 'WAITING_APPROVAL',
                                                       'FINALIZING', 'COMPLETED', 'FAILED', 'CANCELLED', 'PARKED')),
    wake_at            timestamptz,
    priority           int not null default 0,
    lease_owner        text,
    lease_epoch        bigint not null default 0,
    lease_until        timestamptz,
    -- raised by who called while it was held; a holder that lets go waits no longer than it must when it grew
    poke_seq           bigint not null default 0,
    poke_seen          bigint not null default 0,
    recoveries         int not null default 0,
    stop_reason        text check (stop_reason in ('CANCELLED', 'SUPERSEDED')),
    provider           text,
    model              text,
    deadline_at        timestamptz,
    run_seq            bigint not null default 0,
    log_seq            bigint not null default 0,
    progress           int not null default 0,
    input_tokens       bigint not null default 0,
    output_tokens      bigint not null default 0,
    cached_tokens      bigint not null default 0,
    cache_write_tokens bigint not null default 0,
    reasoning_tokens   bigint not null default 0,
    total_tokens       bigint not null default 0,
    cost               numeric(20, 12) not null default 0,
    price              numeric(20, 12) not null default 0,
    simulated          boolean not null default false,
    summary            text,
    error_code         text,
    error_message      text,
    created_at         timestamptz not null default now(),
    started_at         timestamptz,
    finished_at        timestamptz
);
create index run_due on run (wake_at) where status in ('QUEUED', 'WAITING');
create index run_leased on run (lease_until) where status in ('RUNNING', 'FINALIZING');
create index run_of_card on run (card_id, created_at desc);
create index run_of_agent on run (workspace_id, agent_id, finished_at desc) where status = 'COMPLETED';
create index run_open on run (card_id, agent_id)
    where status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'PARKED');

create table run_step (
    run_id       uuid not null references run,
    step_path    text not null,
    kind         text not null check (kind in ('CONFIG', 'MODEL', 'TOOL', 'COMPLETE')),
    state        text not null check (state in ('INTENT', 'DONE')),
    lease_epoch  bigint not null,
    reissue_no   int not null default 0,
    idem_key     text not null unique,
    attempts     int not null default 0,
    -- json, not jsonb: a model call asked for again under its key must be the same to the letter
    result       json,
    started_at   timestamptz not null default now(),
    done_at      timestamptz,
    primary key (run_id, step_path)
);

-- Row security: what a person asks for is confined to the workspaces in app.tenant_id (a comma list). The engine
-- and the intake work for every workspace and stand behind no person: with no user set they see all.
create function visible_workspace(workspace uuid) returns boolean
    language sql stable
    return coalesce(current_setting('app.user_id', true), '') = ''
        or workspace::text = any (string_to_array(coalesce(current_setting('app.tenant_id', true), ''), ','));

alter table card_cursor enable row level security;
alter table lane_visit enable row level security;
alter table run enable row level security;
alter table run_step enable row level security;
create policy card_cursor_workspace on card_cursor using (visible_workspace(workspace_id));
create policy lane_visit_workspace on lane_visit using (visible_workspace(workspace_id));
create policy run_workspace on run using (visible_workspace(workspace_id));
create policy run_step_workspace on run_step
    using (exists (select 1 from run where run.run_id = run_step.run_id));
