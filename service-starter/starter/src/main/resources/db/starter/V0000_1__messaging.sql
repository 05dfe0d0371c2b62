-- The service's role reads and writes; it owns nothing and cannot change a table or its row policies.
grant usage on schema ${flyway:defaultSchema} to ${app_role};
alter default privileges in schema ${flyway:defaultSchema}
    grant select, insert, update, delete on tables to ${app_role};
alter default privileges in schema ${flyway:defaultSchema}
    grant usage, select on sequences to ${app_role};

create table outbox (
    position     bigint generated always as identity primary key,
    event_id     text        not null unique,  -- appending the same event again changes nothing
    topic        text        not null,
    ordering_key text,
    -- one lane for each topic and key; a message without key has its own. Relays lock lanes, not rows.
    lane         bigint      not null generated always as
                     (hashtextextended(topic || '/' || coalesce('k' || ordering_key, 'e' || event_id), 0)) stored,
    attributes   text        not null,
    payload      text        not null,
    created_at   timestamptz not null default now(),
    attempts     int         not null default 0,
    last_error   text
);
create index outbox_lane on outbox (lane, position);
-- a row lives for milliseconds: dead ones must go before the index is walked through them
alter table outbox set (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);

create table inbox (
    consumer    text        not null,
    event_id    text        not null,
    received_at timestamptz not null default now(),
    primary key (consumer, event_id)
);
create index inbox_received on inbox (received_at);

create table dead_letter (
    id               uuid        primary key,
    subscription     text        not null,
    message_id       text        not null,
    attributes       text        not null,
    body             bytea       not null,  -- whatever came, also when it is no text
    ordering_key     text,
    published_at     timestamptz not null,
    delivery_attempt int         not null,
    reason           text        not null,
    arrived_at       timestamptz not null default now(),
    redriven_at      timestamptz,
    unique (subscription, message_id)
);
create index dead_letter_open on dead_letter (arrived_at) where redriven_at is null;
