-- One row for each time a vendor was asked. A call asks again only after a failure that the vendor does not
-- charge, so of all attempts of a call one at most is open, and none follows a lost one.
create table llm_attempt (
    idem_key       text           not null references llm_call on delete cascade,
    number         int            not null check (number > 0),
    provider       text           not null,
    model          text           not null,
    -- names the key it was made with, never the key
    key_name       text           not null,
    simulated      boolean        not null,
    state          text           not null check (state in
                       ('DISPATCHED', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'INDETERMINATE', 'NOT_SENT')),
    dispatched_at  timestamptz    not null default clock_timestamp(),
    finished_at    timestamptz,
    fresh_input    bigint         not null default 0,
    cached_input   bigint         not null default 0,
    cache_write    bigint         not null default 0,
    visible_output bigint         not null default 0,
    reasoning      bigint         not null default 0,
    cost           numeric(20,12) not null default 0,
    error_code     text,
    primary key (idem_key, number)
);

create unique index llm_attempt_open on llm_attempt (idem_key) where state = 'DISPATCHED';

alter table llm_call
    add column attempts int not null default 0,
    -- the customer's own key paid for it
    add column byok boolean not null default false,
    -- the answer was forgotten; what it cost is remembered
    add column forgotten_at timestamptz,
    drop constraint answered_is_told,
    add constraint answered_is_told check
        (state not in ('SUCCEEDED', 'FAILED', 'CANCELLED') or completion is not null or forgotten_at is not null);

-- what a run, a card or a project has cost is asked when a budget begins
create index llm_call_run on llm_call (run_id) where run_id is not null;
create index llm_call_card on llm_call (card_id) where card_id is not null;
create index llm_call_project on llm_call (project_id, created_at);
create index llm_call_finished on llm_call (finished_at) where forgotten_at is null;
