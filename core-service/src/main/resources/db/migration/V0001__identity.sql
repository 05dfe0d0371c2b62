create table person (
    id            uuid        primary key,
    email         text        not null,
    name          text        not null,
    password_hash text        not null,
    created_at    timestamptz not null
);

-- an address is one person's, however it is written
create unique index person_email on person (lower(email));

create table session (
    id            uuid        primary key,
    person_id     uuid        not null references person,
    token_hash    bytea       not null unique,
    -- the token before the last refresh: seeing it again means that somebody else has a copy
    previous_hash bytea,
    user_agent    text        not null,
    address       text        not null,
    created_at    timestamptz not null,
    expires_at    timestamptz not null,
    ended_at      timestamptz
);

create index session_previous on session (previous_hash) where previous_hash is not null;
create index session_person on session (person_id);
