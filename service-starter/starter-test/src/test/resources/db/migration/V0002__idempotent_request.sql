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
