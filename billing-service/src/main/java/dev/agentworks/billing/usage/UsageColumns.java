package dev.agentworks.billing.usage;

import dev.agentworks.events.usage.UsageEvent;
import java.sql.Array;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parameters of {@code record_usage}: a batch of entries as one array for each column. */
final class UsageColumns {
    private static final List<Column> ALL =
            List.of(
                    of("text", UsageEvent::eventId),
                    new Column("text", UsageEntry::hash),
                    of("uuid", UsageEvent::workspaceId),
                    of("uuid", UsageEvent::projectId),
                    of("uuid", UsageEvent::cardId),
                    of("uuid", UsageEvent::runId),
                    of("text", UsageEvent::agentId),
                    of("text", UsageEvent::provider),
                    of("text", UsageEvent::model),
                    of("text", event -> lower(event.kind())),
                    of("text", event -> lower(event.outcome())),
                    of("int8", event -> event.usage().inputTokens()),
                    of("int8", event -> event.usage().outputTokens()),
                    of("int8", event -> event.usage().cachedInputTokens()),
                    of("int8", event -> event.usage().cacheWriteTokens()),
                    of("int8", event -> event.usage().reasoningTokens()),
                    of("int8", event -> event.usage().totalTokens()),
                    of("numeric", UsageEvent::cost),
                    of("numeric", UsageEvent::price),
                    of("numeric", UsageEvent::markup),
                    of("text", UsageEvent::priceVersion),
                    of("bool", UsageEvent::byok),
                    of("timestamptz", UsageEvent::timestamp),
                    of("bool", event -> Boolean.TRUE.equals(event.estimated())),
                    of("uuid", UsageEvent::apiKeyId),
                    of("int2", UsageEvent::lane),
                    of("int4", UsageEvent::laneVisit),
                    of("uuid", UsageEvent::personId),
                    new Column("int2", UsageEntry::quantity),
                    new Column("text", UsageEntry::corrects),
                    new Column("text", UsageEntry::reason));

    static final String SQL =
            "select nr, answer from record_usage(%s)"
                    .formatted(String.join(", ", Collections.nCopies(ALL.size(), "?")));

    private UsageColumns() {}

    static Array[] arrays(Connection connection, List<UsageEntry> entries) throws SQLException {
        var arrays = new Array[ALL.size()];
        for (int i = 0; i < arrays.length; i++) {
            arrays[i] = ALL.get(i).array(connection, entries);
        }
        return arrays;
    }

    private static Column of(String type, Function<UsageEvent, @Nullable Object> value) {
        return new Column(type, entry -> value.apply(entry.event()));
    }

    private static String lower(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT);
    }

    private record Column(String type, Function<UsageEntry, @Nullable Object> value) {
        Array array(Connection connection, List<UsageEntry> entries) throws SQLException {
            @Nullable String[] values = new @Nullable String[entries.size()];
            for (int i = 0; i < values.length; i++) {
                var one = value.apply(entries.get(i));
                values[i] = one == null ? null : one.toString();
            }
            return connection.createArrayOf(type, values);
        }
    }
}
