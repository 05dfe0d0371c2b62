-- Requests that came with an Idempotency-Key and what they were answered, kept with what they changed. Of the key only a
-- digest is here, and the answer is sealed with the key: an answer may hold a secret that is shown once.
create table idempotent_request (
    id          bytea       primary key,  -- caller, address and key
    user_id     text        not null,
    fingerprint bytea       not null,     -- of the request: another one with the same key is refused
    status      int         not null,
    headers     text        not null,
    body        bytea       not null,
    answered_at timestamptz not null
);

create index idempotent_request_answered on idempotent_request (answered_at);

-- nobody is answered what somebody else was
alter table idempotent_request enable row level security;
create policy caller on idempotent_request using (user_id = current_setting('app.user_id', true));

-- The sweep acts for nobody in particular.
create function forget_idempotent_requests(before timestamptz, most int) returns int
    language sql security definer
    set search_path from current
    as $$
        with forgotten as (
            delete from idempotent_request where id in (
                select id from idempotent_request where answered_at < before order by answered_at limit most)
            returning 1)
        select count(*)::int from forgotten
    $$;

revoke all on function forget_idempotent_requests(timestamptz, int) from public;
grant execute on function forget_idempotent_requests(timestamptz, int) to "${app_role}";
