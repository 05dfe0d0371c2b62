-- A workspace's own keys. Each is sealed with a data key of its own, which is wrapped by the master key of
-- this id; neither the key nor the master key is ever in the database.
create table provider_key (
    workspace_id  uuid        not null,
    provider      text        not null,
    master_key_id text        not null,
    wrapped_key   bytea       not null,
    sealed        bytea       not null,
    last4         text        not null check (length(last4) = 4),
    created_by    text        not null,
    created_at    timestamptz not null,
    primary key (workspace_id, provider)
);

alter table provider_key enable row level security;
create policy tenant on provider_key
    using (workspace_id = (select nullif(current_setting('app.tenant_id', true), '')::uuid));
