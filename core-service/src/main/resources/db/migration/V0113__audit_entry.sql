-- Who did what in a workspace. Written with the change itself; nobody changes it afterwards, the service neither.
create table audit_entry (
    id           uuid        primary key,
    workspace_id uuid        not null references workspace,
    at           timestamptz not null,
    actor_kind   text        not null check (actor_kind in ('PERSON', 'API_KEY', 'AGENT', 'PLATFORM')),
    actor_id     uuid,
    -- as it was called then
    actor_name   text        not null,
    api_key_id   uuid,
    run_id       uuid,
    action       text        not null,
    thing_kind   text        not null,
    thing_id     text        not null,
    thing_name   text,
    details      jsonb       not null,
    address      text
);

create index audit_entry_page on audit_entry (workspace_id, at desc, id desc);

alter table audit_entry enable row level security;
create policy tenant on audit_entry using (workspace_id = any ((select seen_workspaces())::uuid[]));
revoke update, delete, truncate on audit_entry from ${app_role};
