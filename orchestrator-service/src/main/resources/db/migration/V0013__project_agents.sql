-- What a project changed about its agents, whole, under one version.
create table agent_config (
    project_id   uuid primary key,
    workspace_id uuid        not null,
    version      bigint      not null,
    agents       jsonb       not null,
    updated_by   text        not null,
    updated_at   timestamptz not null default now()
);

-- Agents that a project added: what a file says of a built-in one, as JSON.
create table own_agent (
    project_id   uuid        not null,
    agent_id     text        not null,
    workspace_id uuid        not null,
    version      bigint      not null default 1,
    definition   jsonb       not null,
    -- the command that made it, so that repeating it makes no second
    made_by      text        not null,
    created_at   timestamptz not null default now(),
    updated_at   timestamptz not null default now(),
    primary key (project_id, agent_id)
);

alter table agent_config enable row level security;
alter table own_agent enable row level security;
create policy agent_config_workspace on agent_config using (visible_workspace(workspace_id));
create policy own_agent_workspace on own_agent using (visible_workspace(workspace_id));
