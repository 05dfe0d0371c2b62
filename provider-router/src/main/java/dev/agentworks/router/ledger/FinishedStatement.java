package dev.agentworks.router.ledger;

import dev.agentworks.starter.outbox.OutboxRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import org.jspecify.annotations.Nullable;

/**
 * A call that one attempt decided, with its event for billing, in one statement: one round trip and
 * one commit for all that must be true together.
 */
final class FinishedStatement {
    static final String SQL =
            """
            with called as (
                insert into llm_call (idem_key, request_hash, workspace_id, project_id, card_id, run_id, agent_id,
                    api_key_id, provider, model, simulated, byok, state, attempts, created_at, dispatched_at,
                    finished_at, answered_by, response_id, fresh_input, cached_input, cache_write,
                    cache_write_hour, visible_output, reasoning, usage_source, estimated, cost, price, markup,
                    price_version, error_code, completion, forgotten_at)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 1, clock_timestamp(), clock_timestamp(),
                    clock_timestamp(), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, null, clock_timestamp())
            ), attempted as (
                insert into llm_attempt (idem_key, number, provider, model, key_name, simulated, state, finished_at,
                    fresh_input, cached_input, cache_write, cache_write_hour, visible_output, reasoning, cost,
                    error_code)
                values (?, ?, ?, ?, ?, ?, ?, clock_timestamp(), ?, ?, ?, ?, ?, ?, ?, ?)
            )
            insert into outbox (event_id, topic, ordering_key, attributes, payload)
            select ?::text, ?::text, ?::text, ?::text, ?::text
            where ?::boolean
            """;

    private final PreparedStatement statement;
    private int column;

    private FinishedStatement(PreparedStatement statement) {
        this.statement = statement;
    }

    static void bind(PreparedStatement statement, FinishedCall finished, @Nullable OutboxRow event)
            throws SQLException {
        var binding = new FinishedStatement(statement);
        binding.call(finished.call(), finished.outcome());
        binding.attempt(finished);
        binding.event(event);
    }

    private void call(NewCall call, Outcome outcome) throws SQLException {
        text(call.key());
        text(call.requestHash());
        other(call.workspaceId());
        other(call.projectId());
        other(call.cardId());
        other(call.runId());
        text(call.agentId());
        other(call.apiKeyId());
        text(outcome.answerer().provider());
        text(outcome.answerer().model());
        flag(outcome.answerer().simulated());
        flag(outcome.answerer().byok());
        text(outcome.state().name());
        text(outcome.answer().model());
        text(outcome.answer().responseId());
        tokens(outcome);
        text(outcome.answer().usageSource().name());
        flag(outcome.estimated());
        statement.setBigDecimal(++column, outcome.rated().cost());
        statement.setBigDecimal(++column, outcome.rated().price());
        statement.setBigDecimal(++column, outcome.rated().markup());
        text(outcome.rated().priceVersion());
        text(error(outcome));
    }

    private void attempt(FinishedCall finished) throws SQLException {
        var attempt = finished.attempts().getFirst();
        var outcome = finished.outcome();
        text(finished.call().key());
        statement.setInt(++column, attempt.number());
        text(attempt.provider());
        text(attempt.model());
        text(attempt.keyName());
        flag(attempt.simulated());
        text(outcome.state().name());
        tokens(outcome);
        statement.setBigDecimal(++column, outcome.rated().cost());
        text(error(outcome));
    }

    private void tokens(Outcome outcome) throws SQLException {
        var tokens = outcome.answer().tokens();
        statement.setLong(++column, tokens.freshInput());
        statement.setLong(++column, tokens.cachedInput());
        statement.setLong(++column, tokens.cacheWrite());
        statement.setLong(++column, tokens.cacheWrite1h());
        statement.setLong(++column, tokens.visibleOutput());
        statement.setLong(++column, tokens.reasoning());
    }

    private void event(@Nullable OutboxRow event) throws SQLException {
        text(event == null ? null : event.eventId());
        text(event == null ? null : event.topic());
        text(event == null ? null : event.orderingKey());
        text(event == null ? null : event.attributes());
        text(event == null ? null : event.payload());
        flag(event != null);
    }

    private static @Nullable String error(Outcome outcome) {
        var failure = outcome.answer().failure();
        return failure == null ? null : failure.kind().code();
    }

    private void text(@Nullable String value) throws SQLException {
        statement.setString(++column, value);
    }

    private void flag(boolean value) throws SQLException {
        statement.setBoolean(++column, value);
    }

    private void other(@Nullable Object value) throws SQLException {
        if (value == null) {
            statement.setNull(++column, Types.OTHER);
        } else {
            statement.setObject(++column, value);
        }
    }
}
