create table idempotent_request (
    id          bytea       primary key,
    user_id     text        not null,
    fingerprint bytea       not null,
    status      int         not null,
    headers     text        not null,
    body        bytea       not null,
    answered_at timestamptz not null
);
alter table idempotent_request enable row level security;
create policy caller on idempotent_request using (user_id = current_setting('app.user_id', true));

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
