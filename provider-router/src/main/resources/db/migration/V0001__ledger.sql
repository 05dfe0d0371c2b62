-- One row for each key a caller decided: whether a vendor was asked, and what came of it. Prompts are
-- not kept; the answer is, because the same key must get it again.
create table llm_call (
    idem_key          text           primary key check (length(idem_key) between 8 and 200),
    request_hash      text           not null,
    workspace_id      uuid           not null,
    project_id        uuid           not null,
    card_id           uuid,
    run_id            uuid,
    agent_id          text,
    provider          text           not null,
    model             text           not null,
    simulated         boolean        not null,

    state             text           not null check (state in
                          ('RESERVED', 'DISPATCHED', 'SUCCEEDED', 'FAILED', 'CANCELLED', 'INDETERMINATE')),
    -- who works on it, and until when it is believed to live; no owner: anybody may take a reserved one
    owner             text,
    lease_until       timestamptz,
    -- counts owners: what an earlier one still wants to write is refused
    attempt           int            not null default 1,
    cancel_requested  boolean        not null default false,

    created_at        timestamptz    not null default now(),
    dispatched_at     timestamptz,
    finished_at       timestamptz,

    answered_by       text,
    response_id       text,
    fresh_input       bigint         not null default 0,
    cached_input      bigint         not null default 0,
    cache_write       bigint         not null default 0,
    visible_output    bigint         not null default 0,
    reasoning         bigint         not null default 0,
    usage_source      text           not null default 'NONE',
    cost              numeric(20,12) not null default 0,
    price             numeric(20,12) not null default 0,
    markup            numeric(12,6),
    price_version     text,
    error_code        text,
    completion        text,

    constraint an_end_is_dated check ((finished_at is null) = (state in ('RESERVED', 'DISPATCHED'))),
    -- what nobody saw the end of is never charged
    constraint unknown_costs_nothing check (state <> 'INDETERMINATE' or price = 0),
    constraint answered_is_told check (state not in ('SUCCEEDED', 'FAILED', 'CANCELLED') or completion is not null)
);

-- the sweep looks for owners that died
create index llm_call_open on llm_call (lease_until) where state = 'DISPATCHED';
create index llm_call_workspace on llm_call (workspace_id, created_at);
