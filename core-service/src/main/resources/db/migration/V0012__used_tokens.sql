-- Every refresh token that was used, as long as its session lives: seeing one again means that somebody else has a copy.
create table session_used_token (
    token_hash bytea       primary key,
    session_id uuid        not null references session,
    used_at    timestamptz not null
);

create index session_used_token_session on session_used_token (session_id);

insert into session_used_token (token_hash, session_id, used_at)
select previous_hash, id, created_at from session where previous_hash is not null and ended_at is null
on conflict do nothing;

-- previous_hash is written by nobody any more; an instance of the release before may still read it.
