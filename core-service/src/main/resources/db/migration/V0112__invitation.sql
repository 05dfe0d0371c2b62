alter table membership add column version bigint not null default 0;

create table invitation (
    id           uuid        primary key,
    workspace_id uuid        not null references workspace,
    email        text        not null,
    role         text        not null check (role in ('OWNER', 'ADMIN', 'MEMBER', 'VIEWER')),
    -- of the token in the last mail; those of earlier ones are good no more
    token_hash   bytea       not null unique,
    invited_by   uuid        not null references person,
    created_at   timestamptz not null,
    sent_at      timestamptz not null,
    sent_count   int         not null default 1,
    expires_at   timestamptz not null,
    accepted_at  timestamptz,
    accepted_by  uuid        references person,
    revoked_at   timestamptz,
    version      bigint      not null default 0
);

-- an address has one open invitation; inviting it again refreshes that
create unique index invitation_open on invitation (workspace_id, lower(email)) where accepted_at is null and revoked_at is null;
create index invitation_sent on invitation (workspace_id, sent_at);
create index invitation_inviter on invitation (invited_by, sent_at);
create index invitation_created on invitation (created_at);

alter table invitation enable row level security;
create policy tenant on invitation using (workspace_id = any ((select seen_workspaces())::uuid[]));

-- What an invitation says to the one who holds its token; none when it is good for nothing. It is good as long as the one
-- who invited may still invite to this role.
create function invitation_shown(hash bytea, at timestamptz)
    returns table (id uuid, workspace_id uuid, workspace_name text, inviter_name text, email text, role text, expires_at timestamptz)
    language sql stable security definer
    set search_path from current
    as $$
        select i.id, i.workspace_id, w.name, p.name, i.email, i.role, i.expires_at
        from invitation i
        join workspace w on w.id = i.workspace_id and w.closed_at is null
        join person p on p.id = i.invited_by
        join membership m on m.workspace_id = i.workspace_id and m.person_id = i.invited_by
        where i.token_hash = hash and i.accepted_at is null and i.revoked_at is null and i.expires_at > at
          and (m.role = 'OWNER' or (m.role = 'ADMIN' and i.role <> 'OWNER'))
    $$;

-- Makes the acting person a member, when the invitation is good and was sent to their address: no policy could let a person
-- into a workspace that they do not see. Whoever holds the token has read the mail, so the address is theirs.
create function accept_invitation(hash bytea, at timestamptz) returns table (outcome text, workspace_id uuid)
    language plpgsql security definer
    set search_path from current
    as $$
    declare
        wanted invitation;
        me     person;
    begin
        select * into wanted from invitation i where i.token_hash = hash for update;
        select * into me from person p where p.id = acting_person();
        if wanted.id is null or me.id is null then
            return query select 'UNUSABLE', null::uuid;
        elsif wanted.accepted_by = me.id and exists (
                select from membership m join workspace w on w.id = m.workspace_id and w.closed_at is null
                where m.workspace_id = wanted.workspace_id and m.person_id = me.id) then
            -- the answer to the first request was lost
            return query select 'ACCEPTED', wanted.workspace_id;
        elsif not exists (select from invitation_shown(hash, at)) then
            return query select 'UNUSABLE', null::uuid;
        elsif lower(wanted.email) <> lower(me.email) then
            return query select 'OTHER_ADDRESS', null::uuid;
        else
            insert into membership (workspace_id, person_id, role, since)
            values (wanted.workspace_id, me.id, wanted.role, at)
            on conflict do nothing;
            update invitation i set accepted_at = at, accepted_by = me.id, version = i.version + 1 where i.id = wanted.id;
            update person p set email_verified_at = coalesce(p.email_verified_at, at) where p.id = me.id;
            return query select 'JOINED', wanted.workspace_id;
        end if;
    end
    $$;

create function forget_invitations(age interval, most integer) returns integer
    language sql security definer
    set search_path from current
    as $$
        with gone as (
            delete from invitation where ctid = any (array(
                select ctid from invitation where greatest(expires_at, accepted_at, revoked_at) < now() - age
                limit most for update skip locked))
            returning 1)
        select count(*)::integer from gone
    $$;

revoke all on function invitation_shown(bytea, timestamptz), accept_invitation(bytea, timestamptz),
    forget_invitations(interval, integer) from public;
grant execute on function invitation_shown(bytea, timestamptz), accept_invitation(bytea, timestamptz),
    forget_invitations(interval, integer) to ${app_role};
