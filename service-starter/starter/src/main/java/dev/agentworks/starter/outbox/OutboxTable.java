package dev.agentworks.starter.outbox;

import java.io.StringWriter;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The rows that wait to leave. */
final class OutboxTable {
    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    OutboxTable(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Writes them by one statement, in this order. */
    void insert(List<OutgoingMessage> messages) {
        jdbc.update(
                """
                insert into outbox (event_id, topic, ordering_key, attributes, payload)
                select * from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                on conflict (event_id) do nothing
                """,
                column(messages, OutgoingMessage::eventId),
                column(messages, OutgoingMessage::topic),
                column(messages, OutgoingMessage::orderingKey),
                column(messages, message -> json.writeValueAsString(message.attributes())),
                column(messages, OutgoingMessage::payload));
    }

    /** The message with these attributes besides its own. */
    OutboxRow row(OutgoingMessage message, Map<String, String> more) {
        var attributes = new StringWriter(256);
        try (var written = json.createGenerator(attributes)) {
            written.writeStartObject();
            message.attributes().forEach(written::writeStringProperty);
            more.forEach(written::writeStringProperty);
            written.writeEndObject();
        }
        return new OutboxRow(
                message.eventId(),
                message.topic(),
                message.orderingKey(),
                attributes.toString(),
                message.payload());
    }

    private static Object column(
            List<OutgoingMessage> messages, Function<OutgoingMessage, @Nullable String> value) {
        return messages.stream().map(value).toArray(String[]::new);
    }

    /**
     * Locks the lanes of the oldest rows for this transaction, leaving out those another relay has.
     */
    List<Long> claimLanes(int batch) {
        // Planned while the table is empty, this transaction's statements would read all of it, and
        // plans are kept. Only a walk along an index also marks the entries of rows that left, so
        // that the next walk passes them by.
        jdbc.execute("set local enable_seqscan = off; set local enable_bitmapscan = off");
        return jdbc.queryForList(
                """
                with waiting as materialized (
                    select distinct lane
                    from (select lane from outbox order by position limit ?) oldest
                )
                select lane from waiting where pg_try_advisory_xact_lock(lane)
                """,
                Long.class,
                batch);
    }

    /**
     * The oldest rows of these lanes. A statement of its own: it must see what the lanes' previous
     * holder deleted before it let go of them.
     */
    List<Row> oldest(List<Long> lanes, int batch) {
        return jdbc.query(
                """
                select position, event_id, topic, ordering_key, attributes, payload
                from outbox
                where lane = any (?)
                order by position
                limit ?
                """,
                (row, _) -> read(row),
                lanes.toArray(Long[]::new),
                batch);
    }

    void delete(List<Long> positions) {
        jdbc.update(
                "delete from outbox where position = any (?)",
                (Object) positions.toArray(Long[]::new));
    }

    void failed(long position, String reason) {
        jdbc.update(
                "update outbox set attempts = attempts + 1, last_error = left(?, 1000) where position = ?",
                reason.replace("\0", ""),
                position);
    }

    // by its positions alone: rows that left stay in the table for a while, and would all be read
    Backlog backlog() {
        return jdbc.query(
                        """
                        select (select count(*) from outbox) as size,
                               coalesce(
                                   (select extract(epoch from now() - created_at)
                                    from outbox
                                    order by position
                                    limit 1),
                                   0) as age
                        """,
                        (row, _) -> new Backlog(row.getLong("size"), row.getDouble("age")))
                .getFirst();
    }

    private Row read(ResultSet row) throws SQLException {
        return new Row(
                row.getLong("position"),
                new OutgoingMessage(
                        row.getString("event_id"),
                        row.getString("topic"),
                        row.getString("ordering_key"),
                        json.readValue(
                                row.getString("attributes"),
                                new TypeReference<Map<String, String>>() {}),
                        row.getString("payload")));
    }

    /** A message and its place. */
    record Row(long position, OutgoingMessage message) {}

    /** How many messages wait, and for how many seconds the oldest does. */
    record Backlog(long size, double ageSeconds) {}
}
