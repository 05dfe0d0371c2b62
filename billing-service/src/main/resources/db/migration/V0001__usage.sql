-- Facts, append only. The event's id is the key of the model call: the same call is one row for ever.
create table usage_event (
    event_id text primary key,
    workspace_id uuid not null,
    project_id uuid not null,
    card_id uuid,
    run_id uuid,
    agent_id text,
    provider text not null,
    model text not null,
    kind text not null,
    outcome text not null,
    input_tokens bigint not null check (input_tokens >= 0),
    output_tokens bigint not null check (output_tokens >= 0),
    cached_input_tokens bigint not null check (cached_input_tokens >= 0),
    cache_write_tokens bigint not null check (cache_write_tokens >= 0),
    reasoning_tokens bigint not null check (reasoning_tokens >= 0),
    total_tokens bigint not null check (total_tokens >= 0),
    cost numeric(20, 12) not null check (cost >= 0),
    price numeric(20, 12) not null check (price >= 0),
    markup numeric(20, 12) not null,
    price_version text not null,
    byok boolean not null,
    occurred_at timestamptz not null,
    received_at timestamptz not null default now(),
    -- of the message as it came first; another content under the same id is a conflict, never a second row
    payload_hash text not null
);
create index usage_event_when on usage_event (workspace_id, occurred_at);
create index usage_event_run on usage_event (run_id);

-- One id told with two contents: the first stays, the second is kept here for people to look at.
create table usage_conflict (
    event_id text not null,
    payload_hash text not null,
    workspace_id uuid not null,
    payload text not null,
    received_at timestamptz not null default now(),
    primary key (event_id, payload_hash)
);

-- Sums by UTC day, changed in the transaction that stores the event, so the two never differ.
create table usage_rollup (
    workspace_id uuid not null,
    day date not null,
    project_id uuid not null,
    -- empty when no agent made the call: a dimension must not swallow rows
    agent_id text not null,
    provider text not null,
    model text not null,
    calls bigint not null,
    failed_calls bigint not null,
    input_tokens bigint not null,
    output_tokens bigint not null,
    cost numeric(24, 12) not null,
    price numeric(24, 12) not null,
    primary key (workspace_id, day, project_id, agent_id, provider, model)
) with (fillfactor = 70);

alter table usage_event enable row level security;
alter table usage_conflict enable row level security;
alter table usage_rollup enable row level security;
create policy tenant on usage_event using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy tenant on usage_conflict using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
create policy tenant on usage_rollup using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
