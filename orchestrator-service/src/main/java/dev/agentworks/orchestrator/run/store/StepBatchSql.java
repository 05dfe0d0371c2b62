package dev.agentworks.orchestrator.run.store;

/**
 * The statement that writes many step writes, each in force only while its worker holds the run and
 * knows it as it is. A row that is just being written is left out, so that none waits for another
 * one's run.
 */
final class StepBatchSql {

    private static final String WANTED =
            """
            with wanted as materialized (
                select * from unnest(?::uuid[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::text[],
                        ?::int[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                        ?::numeric[], ?::numeric[], ?::boolean[], ?::text[], ?::text[], ?::text[])
                    as wanted (id, epoch, from_run_seq, from_log_seq, to_run_seq, to_log_seq, to_status, to_progress,
                        to_input, to_output, to_cached, to_cache_write, to_reasoning, to_total, to_cost, to_price,
                        to_simulated, to_provider, to_model, to_risk)),
            """;

    private static final String HELD =
            """
            mine as materialized (
                select run_id from run join wanted on run_id = id and lease_epoch = epoch
                    and run_seq = from_run_seq and log_seq = from_log_seq
                where status in ('RUNNING', 'FINALIZING')
                for no key update of run skip locked),
            held as (
                update run set
                    run_seq = to_run_seq,
                    log_seq = to_log_seq,
                    status = to_status,
                    progress = to_progress,
                    input_tokens = to_input,
                    output_tokens = to_output,
                    cached_tokens = to_cached,
                    cache_write_tokens = to_cache_write,
                    reasoning_tokens = to_reasoning,
                    total_tokens = to_total,
                    cost = to_cost,
                    price = to_price,
                    simulated = to_simulated,
                    provider = to_provider,
                    model = to_model,
                    risk = to_risk
                from mine join wanted on mine.run_id = id
                where run.run_id = mine.run_id
                returning run.run_id, run.lease_epoch, run.stop_reason),
            """;

    private static final String STEPS =
            """
            finished as (
                update run_step set state = 'DONE', result = came_to::json, done_at = now(), lease_epoch = held.lease_epoch
                from held join unnest(?::uuid[], ?::text[], ?::text[]) as done (id, path, came_to) on id = held.run_id
                where run_step.run_id = id and step_path = path and state = 'INTENT'),
            finished_at_once as (
                insert into run_step as step (run_id, result, started_at, done_at, step_path, kind, state, idem_key, lease_epoch)
                select run_id, came_to::json, clock_timestamp() - took * interval '1 microsecond', now(), path, its_kind,
                    'DONE', its_key, lease_epoch
                from held join unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::bigint[])
                    as done (id, path, its_kind, its_key, came_to, took) on id = run_id
                on conflict (run_id, step_path) do update
                    set state = 'DONE', result = excluded.result, done_at = now(), lease_epoch = excluded.lease_epoch
                    where step.state = 'INTENT'),
            begun as (
                insert into run_step (run_id, step_path, kind, state, lease_epoch, idem_key, started_at)
                select run_id, path, its_kind, 'INTENT', lease_epoch, its_key, clock_timestamp()
                from held join unnest(?::uuid[], ?::text[], ?::text[], ?::text[])
                    as begun (id, path, its_kind, its_key) on id = run_id),
            """;

    private static final String PUBLISHED =
            """
            published as (
                insert into outbox (event_id, topic, ordering_key, attributes, payload)
                select event, to_topic, key, with_attributes, body
                from unnest(?::uuid[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[]) with ordinality
                    as published (id, event, to_topic, key, with_attributes, body, place) join held on id = run_id
                order by place
                on conflict (event_id) do nothing)
            select run_id, stop_reason from held
            """;

    static final String ALL = WANTED + HELD + STEPS + PUBLISHED;

    private StepBatchSql() {}
}
