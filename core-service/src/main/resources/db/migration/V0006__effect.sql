-- What a tool call changed, once a key: the same key again gets the same answer.
create table applied_effect (
    workspace_id uuid        not null references workspace,
    key          text        not null,
    request_hash bytea       not null,
    result       jsonb       not null,
    applied_at   timestamptz not null,
    primary key (workspace_id, key)
);

alter table applied_effect enable row level security;
create policy tenant on applied_effect using (sees(workspace_id));
