-- Calls without a caller's key, as they are written down before their answer ends. Nothing is ever looked up here, so
-- that a row costs as little as a row can: what it holds is moved to llm_call a moment later, and its event to the outbox,
-- in one transaction. Written twice it is moved once.
create table call_journal (
    position         bigint         generated always as identity primary key,
    idem_key         text           not null,
    workspace_id     uuid           not null,
    project_id       uuid           not null,
    card_id          uuid,
    run_id           uuid,
    agent_id         text,
    api_key_id       uuid,
    key_name         text           not null,
    provider         text           not null,
    model            text           not null,
    simulated        boolean        not null,
    byok             boolean        not null,
    state            text           not null,
    answered_by      text,
    response_id      text,
    fresh_input      bigint         not null,
    cached_input     bigint         not null,
    cache_write      bigint         not null,
    cache_write_hour bigint         not null,
    visible_output   bigint         not null,
    reasoning        bigint         not null,
    usage_source     text           not null,
    estimated        boolean        not null,
    cost             numeric(20,12) not null,
    price            numeric(20,12) not null,
    markup           numeric(12,6)  not null,
    price_version    text,
    error_code       text,
    event_id         text,
    topic            text,
    ordering_key     text,
    attributes       text,
    payload          text,
    finished_at      timestamptz    not null default clock_timestamp(),
    -- why it cannot be moved; somebody looks at these
    refused          text
);
-- as the outbox: dead rows must go before the index is walked through them
alter table call_journal set (autovacuum_vacuum_scale_factor = 0.0, autovacuum_vacuum_threshold = 1000);

-- Such a call that its first attempt decided says all that a row of llm_attempt would say, but for the name of its key.
alter table llm_call add column key_name text;

create view vendor_attempt as
    select idem_key, number, provider, model, key_name, simulated, state, dispatched_at, finished_at, fresh_input,
        cached_input, cache_write, cache_write_hour, visible_output, reasoning, cost, error_code
    from llm_attempt
    union all
    select idem_key, 1, provider, model, key_name, simulated, state, dispatched_at, finished_at, fresh_input,
        cached_input, cache_write, cache_write_hour, visible_output, reasoning, cost, error_code
    from llm_call
    where key_name is not null;
comment on view vendor_attempt is 'Each time a vendor was asked';
