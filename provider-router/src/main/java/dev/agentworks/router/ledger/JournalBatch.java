package dev.agentworks.router.ledger;

import dev.agentworks.starter.outbox.OutboxRow;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * As {@link JournalStatement} for many entries: a column of all of them is one parameter, so that
 * the database begins one statement for all instead of one for each.
 */
final class JournalBatch {
    static final String SQL =
            """
            insert into call_journal (%s)
            select *
            from unnest(?::text[], ?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::uuid[], ?::text[],
                ?::text[], ?::text[], ?::boolean[], ?::boolean[], ?::text[], ?::text[], ?::text[],
                ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
                ?::text[], ?::boolean[], ?::numeric[], ?::numeric[], ?::numeric[], ?::text[], ?::text[],
                ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
            """
                    .formatted(JournalStatement.COLUMNS);

    private final PreparedStatement statement;
    private final List<JournalEntry> all;
    private int column;

    private JournalBatch(PreparedStatement statement, List<JournalEntry> all) {
        this.statement = statement;
        this.all = all;
    }

    static void bind(PreparedStatement statement, List<JournalEntry> all) throws SQLException {
        var binding = new JournalBatch(statement, all);
        binding.calls();
        binding.outcomes();
        binding.events();
    }

    private void calls() throws SQLException {
        text(it -> it.asked().key());
        text(it -> it.asked().workspaceId());
        text(it -> it.asked().projectId());
        text(it -> it.asked().cardId());
        text(it -> it.asked().runId());
        text(it -> it.asked().agentId());
        text(it -> it.asked().apiKeyId());
        text(JournalEntry::keyName);
    }

    private void outcomes() throws SQLException {
        text(it -> it.outcome().answerer().provider());
        text(it -> it.outcome().answerer().model());
        text(it -> it.outcome().answerer().simulated());
        text(it -> it.outcome().answerer().byok());
        text(it -> it.outcome().state());
        text(it -> it.outcome().response().model());
        text(it -> it.outcome().response().responseId());
        number(it -> it.outcome().response().tokens().freshInput());
        number(it -> it.outcome().response().tokens().cachedInput());
        number(it -> it.outcome().response().tokens().cacheWrite());
        number(it -> it.outcome().response().tokens().cacheWrite1h());
        number(it -> it.outcome().response().tokens().visibleOutput());
        number(it -> it.outcome().response().tokens().reasoning());
        text(it -> it.outcome().response().usageSource());
        text(it -> it.outcome().estimated());
        text(it -> it.outcome().charge().cost());
        text(it -> it.outcome().charge().price());
        text(it -> it.outcome().charge().markup());
        text(it -> it.outcome().charge().priceVersion());
        text(JournalEntry::error);
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

    private void text(Function<JournalEntry, @Nullable Object> value) throws SQLException {
        @Nullable String[] values = new @Nullable String[all.size()];
        for (int i = 0; i < values.length; i++) {
            var one = value.apply(all.get(i));
            values[i] = one == null ? null : one.toString();
        }
        statement.setObject(++column, values);
    }

    private void number(ToLongFunction<JournalEntry> value) throws SQLException {
        var values = new long[all.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value.applyAsLong(all.get(i));
        }
        statement.setObject(++column, values);
    }
}
