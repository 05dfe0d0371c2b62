-- whether a workspace has any budget is asked before every call
create index budget_workspace on budget (workspace_id);

-- Who answers for a project's agents instead of what its requests name; 'default' speaks for all others.
create table routing_rule (
    workspace_id uuid        not null,
    project_id   uuid        not null,
    agent_id     text        not null check (length(agent_id) between 1 and 64),
    targets      jsonb       not null,
    fallbacks    jsonb       not null,
    updated_at   timestamptz not null default clock_timestamp(),
    primary key (project_id, agent_id)
);

alter table routing_rule enable row level security;
create policy tenant on routing_rule
    using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));

-- What the last call of a model showed, whichever instance made it.
create table model_health (
    provider   text        not null,
    model      text        not null,
    seen_at    timestamptz not null,
    error_code text,
    -- until when an instance leaves it alone
    open_until timestamptz,
    primary key (provider, model)
) with (fillfactor = 50);
