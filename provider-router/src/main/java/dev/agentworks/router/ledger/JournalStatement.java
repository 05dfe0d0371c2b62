package dev.agentworks.router.ledger;

import dev.agentworks.starter.outbox.OutboxRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** One entry of the journal: one round trip and one commit for all that must be true together. */
final class JournalStatement {
    static final String COLUMNS =
            """
            idem_key, workspace_id, project_id, card_id, run_id, agent_id, api_key_id, key_name,
            provider, model, simulated, byok, state, answered_by, response_id,
            fresh_input, cached_input, cache_write, cache_write_hour, visible_output, reasoning,
            usage_source, estimated, cost, price, markup, price_version, error_code,
            event_id, topic, ordering_key, attributes, payload
            """;

    static final String SQL =
            """
            insert into call_journal (%s)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """
                    .formatted(COLUMNS);

    private final PreparedStatement statement;
    private int column;

    private JournalStatement(PreparedStatement statement) {
        this.statement = statement;
    }

    static void bind(PreparedStatement statement, JournalEntry entry) throws SQLException {
        var binding = new JournalStatement(statement);
        binding.call(entry.asked());
        binding.text(entry.keyName());
        binding.outcome(entry.outcome());
        binding.text(entry.error());
        binding.event(entry.event());
    }

    private void call(NewCall call) throws SQLException {
        text(call.key());
        id(call.workspaceId());
        id(call.projectId());
        id(call.cardId());
        id(call.runId());
        text(call.agentId());
        id(call.apiKeyId());
    }

    private void outcome(Outcome outcome) throws SQLException {
        text(outcome.answerer().provider());
        text(outcome.answerer().model());
        flag(outcome.answerer().simulated());
        flag(outcome.answerer().byok());
        text(outcome.state().name());
        text(outcome.response().model());
        text(outcome.response().responseId());
        var tokens = outcome.response().tokens();
        statement.setLong(++column, tokens.freshInput());
        statement.setLong(++column, tokens.cachedInput());
        statement.setLong(++column, tokens.cacheWrite());
        statement.setLong(++column, tokens.cacheWrite1h());
        statement.setLong(++column, tokens.visibleOutput());
        statement.setLong(++column, tokens.reasoning());
        text(outcome.response().usageSource().name());
        flag(outcome.estimated());
        statement.setBigDecimal(++column, outcome.charge().cost());
        statement.setBigDecimal(++column, outcome.charge().price());
        statement.setBigDecimal(++column, outcome.charge().markup());
        text(outcome.charge().priceVersion());
    }

    private void event(@Nullable OutboxRow event) throws SQLException {
        text(event == null ? null : event.eventId());
        text(event == null ? null : event.topic());
        text(event == null ? null : event.orderingKey());
        text(event == null ? null : event.attributes());
        text(event == null ? null : event.payload());
    }

    private void text(@Nullable String value) throws SQLException {
        statement.setString(++column, value);
    }

    private void flag(boolean value) throws SQLException {
        statement.setBoolean(++column, value);
    }

    private void id(@Nullable UUID value) throws SQLException {
        if (value == null) {
            statement.setNull(++column, Types.OTHER);
        } else {
            statement.setObject(++column, value);
        }
    }
}
