create table workspace (
    id         uuid        primary key,
    name       text        not null,
    slug       text        not null unique,
    version    bigint      not null default 0,
    created_at timestamptz not null,
    closed_at  timestamptz
);

create table membership (
    workspace_id uuid        not null references workspace,
    person_id    uuid        not null references person,
    role         text        not null check (role in ('OWNER', 'ADMIN', 'MEMBER', 'VIEWER')),
    since        timestamptz not null,
    primary key (workspace_id, person_id)
);

create index membership_person on membership (person_id);

-- The acting person of this transaction; null when the platform itself acts.
create function acting_person() returns uuid
    language sql stable
    return nullif(current_setting('app.user_id', true), '')::uuid;

-- Whether this transaction may see the workspace: it is open, and its person is a member or the platform works within it.
-- With the owner's rights, because the question is asked by the policy of membership itself.
create function sees(workspace uuid) returns boolean
    language sql stable security definer
    set search_path from current
    as $$
        select exists (
            select from workspace w
            where w.id = workspace and w.closed_at is null
              and (w.id = nullif(current_setting('app.tenant_id', true), '')::uuid
                or exists (select from membership m where m.workspace_id = w.id and m.person_id = acting_person()))
        )
    $$;

-- A new workspace and its first owner are born together: no policy could let a person into an empty one.
create function found_workspace(new_id uuid, new_name text, new_slug text, at timestamptz) returns void
    language sql security definer
    set search_path from current
    as $$
        insert into workspace (id, name, slug, created_at) values (new_id, new_name, new_slug, at);
        insert into membership (workspace_id, person_id, role, since) values (new_id, acting_person(), 'OWNER', at);
    $$;

revoke all on function sees(uuid), found_workspace(uuid, text, text, timestamptz) from public;
grant execute on function sees(uuid), found_workspace(uuid, text, text, timestamptz) to ${app_role};

alter table workspace enable row level security;
create policy tenant on workspace using (sees(id));
alter table membership enable row level security;
create policy tenant on membership using (sees(workspace_id));
