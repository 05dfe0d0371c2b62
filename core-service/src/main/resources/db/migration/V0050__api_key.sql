-- Keys of programs. Of the secret only its hash is kept, and the first characters, by which people know it again.
create table api_key (
    id           uuid        primary key,
    workspace_id uuid        not null references workspace,
    created_by   uuid        not null references person,
    name         text        not null,
    scopes       text[]      not null,
    prefix       text        not null,
    hash         bytea       not null unique,
    created_at   timestamptz not null,
    expires_at   timestamptz,
    last_used_at timestamptz,
    revoked_at   timestamptz,
    -- null although it is revoked: it ended with its creator's membership
    revoked_by   uuid        references person
);

create index api_key_page on api_key (workspace_id, created_at desc, id desc) where revoked_at is null;
create index api_key_creator on api_key (created_by);

alter table api_key enable row level security;
create policy tenant on api_key using (workspace_id = any (array(select visible_workspaces())));

-- What a key may be used for at this moment, in whichever workspace it is; no row when it is good for nothing.
-- The membership of its creator is read each time: a key never outlives it and has no other role.
create function use_api_key(key_hash bytea, at timestamptz)
    returns table (id uuid, workspace_id uuid, person_id uuid, role text, scopes text[], expires_at timestamptz)
    language sql volatile security definer
    set search_path from current
    as $$
        update api_key k set last_used_at = at
        where k.hash = key_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at)
          and (k.last_used_at is null or k.last_used_at <= at - interval '1 minute');
        select k.id, k.workspace_id, k.created_by, m.role, k.scopes, k.expires_at
        from api_key k
        join membership m on m.workspace_id = k.workspace_id and m.person_id = k.created_by
        join workspace w on w.id = k.workspace_id and w.closed_at is null
        where k.hash = key_hash and k.revoked_at is null and (k.expires_at is null or k.expires_at > at)
    $$;

revoke all on function use_api_key(bytea, timestamptz) from public;
grant execute on function use_api_key(bytea, timestamptz) to ${app_role};

-- Whoever comes back into a workspace does not find their old keys working again.
create function end_keys_of_member() returns trigger
    language plpgsql security definer
    set search_path from current
    as $$
    begin
        update api_key set revoked_at = now()
        where workspace_id = old.workspace_id and created_by = old.person_id and revoked_at is null;
        return old;
    end
    $$;

create trigger end_keys after delete on membership for each row execute function end_keys_of_member();

-- A program with a key acts for a person within one workspace only: with both said, their common part is seen.
create or replace function visible_workspaces() returns setof uuid
    language sql stable security definer
    set search_path from current
    as $$
        select w.id from membership m join workspace w on w.id = m.workspace_id
        where m.person_id = acting_person() and w.closed_at is null
          and w.id = coalesce(nullif(current_setting('app.tenant_id', true), '')::uuid, w.id)
        union
        select w.id from workspace w
        where w.id = nullif(current_setting('app.tenant_id', true), '')::uuid and w.closed_at is null
          and acting_person() is null
    $$;
