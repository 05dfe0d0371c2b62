-- What a person proves and changes about their account.
alter table person
    add column email_verified_at timestamptz,
    -- the digest of the key the password was last changed with: whoever did not hear the answer may ask once more
    add column password_key bytea,
    add column deleted_at timestamptz;

alter table session add column last_seen_at timestamptz;

-- Tokens that were sent by mail, each for one use. Only their digests are here.
create table person_token (
    token_hash bytea       primary key,
    person_id  uuid        not null references person,
    purpose    text        not null check (purpose in ('VERIFY_EMAIL', 'CHANGE_EMAIL', 'RESET_PASSWORD')),
    -- the address that it was sent to
    email      text        not null,
    created_at timestamptz not null,
    expires_at timestamptz not null,
    used_at    timestamptz
);

create index person_token_person on person_token (person_id, purpose, created_at);
create index person_token_expires on person_token (expires_at);

alter table person_token enable row level security;
create policy person on person_token using (person_id = (select acting_person()));

-- Whose token it is, for somebody who holds it and has said nothing else yet; none when it is too old. A used one is shown
-- too: whoever did not hear the answer asks once more.
create function person_token_shown(hash bytea, at timestamptz)
    returns table (person_id uuid, purpose text, email text, used boolean)
    language sql stable security definer
    set search_path from current
    as $$
        select t.person_id, t.purpose, t.email, t.used_at is not null
        from person_token t where t.token_hash = hash and t.expires_at > at
    $$;

create function forget_person_tokens(age interval, most integer) returns integer
    language sql security definer
    set search_path from current
    as $$
        with gone as (
            delete from person_token where ctid = any (array(
                select ctid from person_token where expires_at < now() - age limit most for update skip locked))
            returning 1)
        select count(*)::integer from gone
    $$;

revoke all on function person_token_shown(bytea, timestamptz), forget_person_tokens(interval, integer) from public;
grant execute on function person_token_shown(bytea, timestamptz), forget_person_tokens(interval, integer) to ${app_role};

-- Somebody says that they forgot the password of an address. Whether anybody has it is looked up later: known and unknown
-- addresses are the same work for who asks.
create table password_reset_request (
    id       uuid        primary key,
    email    text        not null,
    asked_at timestamptz not null
);
