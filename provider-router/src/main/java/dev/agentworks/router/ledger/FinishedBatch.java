package dev.agentworks.router.ledger;

import dev.agentworks.starter.outbox.OutboxRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * As {@link FinishedStatement} for many calls: a column of all of them is one parameter, so that
 * the database begins one statement for all instead of one for each.
 */
final class FinishedBatch {
    static final String SQL =
            """
            with told as materialized (
                select *
                from unnest(?::text[], ?::text[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::uuid[],
                    ?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::text[], ?::text[], ?::text[],
                    ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                    ?::text[], ?::boolean[], ?::numeric[], ?::numeric[], ?::numeric[], ?::text[], ?::text[],
                    ?::int[], ?::text[], ?::text[], ?::text[], ?::boolean[],
                    ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                    as t(key, hash, workspace, project, card, run, agent, api_key,
                        provider, model, simulated, byok, state, answered_by, response_id,
                        fresh, cached, written, hourly, visible, reasoning,
                        source, estimated, cost, price, markup, price_version, error,
                        number, key_name, asked_provider, asked_model, asked_simulated,
                        event_id, topic, ordering_key, attributes, payload)
            ), called as (
                insert into llm_call (idem_key, request_hash, workspace_id, project_id, card_id, run_id, agent_id,
                    api_key_id, provider, model, simulated, byok, state, attempts, created_at, dispatched_at,
                    finished_at, answered_by, response_id, fresh_input, cached_input, cache_write,
                    cache_write_hour, visible_output, reasoning, usage_source, estimated, cost, price, markup,
                    price_version, error_code, completion, forgotten_at)
                select key, hash, workspace, project, card, run, agent, api_key, provider, model, simulated, byok,
                    state, 1, clock_timestamp(), clock_timestamp(), clock_timestamp(), answered_by, response_id,
                    fresh, cached, written, hourly, visible, reasoning, source, estimated, cost, price, markup,
                    price_version, error, null, clock_timestamp()
                from told
            ), attempted as (
                insert into llm_attempt (idem_key, number, provider, model, key_name, simulated, state, finished_at,
                    fresh_input, cached_input, cache_write, cache_write_hour, visible_output, reasoning, cost,
                    error_code)
                select key, number, asked_provider, asked_model, key_name, asked_simulated, state,
                    clock_timestamp(), fresh, cached, written, hourly, visible, reasoning, cost, error
                from told
            )
            insert into outbox (event_id, topic, ordering_key, attributes, payload)
            select event_id, topic, ordering_key, attributes, payload
            from told
            where event_id is not null
            """;

    private final PreparedStatement statement;
    private final List<Ended> all;
    private int column;

    private FinishedBatch(PreparedStatement statement, List<Ended> all) {
        this.statement = statement;
        this.all = all;
    }

    static void bind(PreparedStatement statement, List<Ended> all) throws SQLException {
        var binding = new FinishedBatch(statement, all);
        binding.calls();
        binding.outcomes();
        binding.attempts();
        binding.events();
    }

    private void calls() throws SQLException {
        text(it -> it.call().call().key());
        text(it -> it.call().call().requestHash());
        text(it -> it.call().call().workspaceId());
        text(it -> it.call().call().projectId());
        text(it -> it.call().call().cardId());
        text(it -> it.call().call().runId());
        text(it -> it.call().call().agentId());
        text(it -> it.call().call().apiKeyId());
    }

    private void outcomes() throws SQLException {
        text(it -> it.outcome().answerer().provider());
        text(it -> it.outcome().answerer().model());
        text(it -> it.outcome().answerer().simulated());
        text(it -> it.outcome().answerer().byok());
        text(it -> it.outcome().state());
        text(it -> it.outcome().answer().model());
        text(it -> it.outcome().answer().responseId());
        number(it -> it.outcome().answer().tokens().freshInput());
        number(it -> it.outcome().answer().tokens().cachedInput());
        number(it -> it.outcome().answer().tokens().cacheWrite());
        number(it -> it.outcome().answer().tokens().cacheWrite1h());
        number(it -> it.outcome().answer().tokens().visibleOutput());
        number(it -> it.outcome().answer().tokens().reasoning());
        text(it -> it.outcome().answer().usageSource());
        text(it -> it.outcome().estimated());
        text(it -> it.outcome().rated().cost());
        text(it -> it.outcome().rated().price());
        text(it -> it.outcome().rated().markup());
        text(it -> it.outcome().rated().priceVersion());
        text(Ended::error);
    }

    private void attempts() throws SQLException {
        number(it -> it.attempt().number());
        text(it -> it.attempt().keyName());
        text(it -> it.attempt().provider());
        text(it -> it.attempt().model());
        text(it -> it.attempt().simulated());
    }

    private void events() throws SQLException {
        event(OutboxRow::eventId);
        event(OutboxRow::topic);
        event(OutboxRow::orderingKey);
        event(OutboxRow::attributes);
        event(OutboxRow::payload);
    }

    private void event(Function<OutboxRow, @Nullable String> value) throws SQLException {
        text(it -> it.event() == null ? null : value.apply(it.event()));
    }

    private void text(Function<Ended, @Nullable Object> value) throws SQLException {
        @Nullable String[] values = new @Nullable String[all.size()];
        for (int i = 0; i < values.length; i++) {
            var one = value.apply(all.get(i));
            values[i] = one == null ? null : one.toString();
        }
        statement.setObject(++column, values);
    }

    private void number(ToLongFunction<Ended> value) throws SQLException {
        var values = new long[all.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsLong(all.get(i));
        }
        statement.setObject(++column, values);
    }

    /**
     * A call that one attempt decided, to be written down.
     *
     * @param event for billing, in the trace of the call
     */
    record Ended(FinishedCall call, @Nullable OutboxRow event) {
        Outcome outcome() {
            return call.outcome();
        }

        NewAttempt attempt() {
            return call.attempts().getFirst();
        }

        @Nullable String error() {
            var failure = outcome().answer().failure();
            return failure == null ? null : failure.kind().code();
        }
    }
}
