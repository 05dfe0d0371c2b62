package dev.agentworks.starter.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentworks.starter.identifier.Uuids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Dead letters in the service's own table. */
final class TableDeadLetters implements DeadLetters {
    private static final String COLUMNS =
            "id, subscription, message_id, attributes, body, ordering_key, published_at,"
                    + " delivery_attempt, reason, arrived_at, redriven_at";
    private final JdbcTemplate jdbc;
    private final JsonMapper json;

    TableDeadLetters(JdbcTemplate jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    @Override
    public void keep(IncomingMessage message, String reason) {
        jdbc.update(
                """
                insert into dead_letter (id, subscription, message_id, attributes, body, ordering_key,
                    published_at, delivery_attempt, reason)
                values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                on conflict (subscription, message_id) do update
                    set reason = excluded.reason, arrived_at = now(), redriven_at = null
                """,
                Uuids.v7(),
                message.subscription(),
                message.messageId(),
                json.writeValueAsString(message.attributes()).replace("\\u0000", ""),
                message.body().getBytes(UTF_8),
                withoutNul(message.orderingKey()),
                Timestamp.from(message.publishedAt()),
                message.deliveryAttempt(),
                reason.replace("\0", ""));
    }

    /**
     * Keeps what Pub/Sub gave up, once: not again when it is forwarded twice, nor when this service
     * had kept the same message under its first id.
     */
    void keepForwarded(IncomingMessage message, String reason) {
        jdbc.update(
                """
                insert into dead_letter (id, subscription, message_id, attributes, body, ordering_key,
                    published_at, delivery_attempt, reason)
                select ?, ?, ?, ?, ?, ?, ?, ?, ?
                 where not exists (
                    select 1 from dead_letter
                     where subscription = ? and body = ?
                       and date_trunc('milliseconds', published_at) = date_trunc('milliseconds', cast(? as timestamptz)))
                on conflict (subscription, message_id) do nothing
                """,
                Uuids.v7(),
                message.subscription(),
                message.messageId(),
                json.writeValueAsString(message.attributes()).replace("\\u0000", ""),
                message.body().getBytes(UTF_8),
                withoutNul(message.orderingKey()),
                Timestamp.from(message.publishedAt()),
                message.deliveryAttempt(),
                reason,
                message.subscription(),
                message.body().getBytes(UTF_8),
                Timestamp.from(message.publishedAt()));
    }

    List<DeadLetter> list(@Nullable String subscription, @Nullable UUID after, int limit) {
        return jdbc.query(
                "select "
                        + COLUMNS
                        + """
                         from dead_letter
                        where redriven_at is null
                          and (cast(? as text) is null or subscription = ?)
                          and (cast(? as uuid) is null or id > ?)
                        order by id
                        limit ?
                        """,
                (row, _) -> read(row),
                subscription,
                subscription,
                after,
                after,
                limit);
    }

    Optional<DeadLetter> find(UUID id) {
        return jdbc
                .query(
                        "select " + COLUMNS + " from dead_letter where id = ?",
                        (row, _) -> read(row),
                        id)
                .stream()
                .findFirst();
    }

    void redriven(UUID id) {
        jdbc.update("update dead_letter set redriven_at = now() where id = ?", id);
    }

    void failedAgain(UUID id, String reason) {
        jdbc.update("update dead_letter set reason = ? where id = ?", reason.replace("\0", ""), id);
    }

    private static @Nullable String withoutNul(@Nullable String text) {
        return text == null ? null : text.replace("\0", "");
    }

    private DeadLetter read(ResultSet row) throws SQLException {
        var redrivenAt = row.getTimestamp("redriven_at");
        return new DeadLetter(
                row.getObject("id", UUID.class),
                row.getString("subscription"),
                row.getString("message_id"),
                json.readValue(
                        row.getString("attributes"), new TypeReference<Map<String, String>>() {}),
                new String(row.getBytes("body"), UTF_8),
                row.getString("ordering_key"),
                instant(row, "published_at"),
                row.getInt("delivery_attempt"),
                row.getString("reason"),
                instant(row, "arrived_at"),
                redrivenAt == null ? null : redrivenAt.toInstant());
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getTimestamp(column).toInstant();
    }
}
