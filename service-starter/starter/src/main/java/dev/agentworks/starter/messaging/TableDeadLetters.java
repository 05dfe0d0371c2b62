package dev.agentworks.starter.messaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.agentworks.starter.identifier.Uuids;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Dead letters in the service's own table. */
final class TableDeadLetters implements DeadLetters, MeterBinder {
    private static final Logger log = LoggerFactory.getLogger(TableDeadLetters.class);
    private static final String COLUMNS =
            "id, subscription, message_id, attributes, body, ordering_key, published_at,"
                    + " delivery_attempt, reason, arrived_at, redriven_at";

    /** What reasons of one kind have in common: all before the details. */
    private static final String CAUSE = "left(split_part(reason, ':', 1), 200)";

    private static final String OPEN =
            "redriven_at is null and (cast(? as text) is null or subscription = ?)"
                    + " and (cast(? as text) is null or %s = ?)".formatted(CAUSE);

    private static final long REFRESH_NANOS = Duration.ofSeconds(15).toNanos();
    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private @Nullable Backlog backlog;
    private long backlogReadAt;

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
                attributes(message),
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
                attributes(message),
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

    /** The open ones of a filter in the order they were published, so many at most. */
    List<DeadLetter> oldest(DeadLetterRedrive.Filter filter, int most) {
        return jdbc.query(
                "select "
                        + COLUMNS
                        + " from dead_letter where "
                        + OPEN
                        + " order by published_at, id limit ?",
                (row, _) -> read(row),
                filter.subscription(),
                filter.subscription(),
                filter.cause(),
                filter.cause(),
                most);
    }

    long count(DeadLetterRedrive.Filter filter) {
        return Objects.requireNonNull(
                jdbc.queryForObject(
                        "select count(*) from dead_letter where " + OPEN,
                        Long.class,
                        filter.subscription(),
                        filter.subscription(),
                        filter.cause(),
                        filter.cause()));
    }

    /** How many open ones there are of each cause, the most first. */
    List<Cause> causes(DeadLetterRedrive.Filter filter) {
        return jdbc.query(
                """
                select subscription, %s as cause, count(*) as number, min(arrived_at) as first_at
                from dead_letter where %s
                group by 1, 2 order by 3 desc, 1, 2 limit 100
                """
                        .formatted(CAUSE, OPEN),
                (row, _) ->
                        new Cause(
                                row.getString("subscription"),
                                row.getString("cause"),
                                row.getLong("number"),
                                instant(row, "first_at")),
                filter.subscription(),
                filter.subscription(),
                filter.cause(),
                filter.cause());
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

    /** An operator is to be woken while there are open ones. */
    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("agentworks.dead_letters.open", this, it -> it.backlog().open())
                .description("messages that were given up and wait for an operator")
                .register(meters);
        Gauge.builder("agentworks.dead_letters.age", this, it -> it.backlog().ageSeconds())
                .description("how long the oldest of them has waited")
                .baseUnit("seconds")
                .register(meters);
    }

    private synchronized Backlog backlog() {
        if (backlog == null || System.nanoTime() - backlogReadAt > REFRESH_NANOS) {
            backlogReadAt = System.nanoTime();
            try {
                backlog =
                        jdbc.queryForObject(
                                """
                                select count(*) as open,
                                       coalesce(extract(epoch from now() - min(arrived_at)), 0) as age
                                from dead_letter where redriven_at is null
                                """,
                                (row, _) -> new Backlog(row.getLong("open"), row.getDouble("age")));
            } catch (DataAccessException e) {
                log.warn("the dead letters could not be counted", e);
            }
        }
        return backlog == null ? Backlog.UNKNOWN : backlog;
    }

    // within JSON a NUL cannot be told from the text that stands for it elsewhere
    private String attributes(IncomingMessage message) {
        var stored = new HashMap<String, String>();
        message.attributes()
                .forEach((name, value) ->
                        stored.put(name.replace("\0", ""), value.replace("\0", "")));
        return json.writeValueAsString(stored);
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

    /** Open dead letters of one cause. */
    record Cause(String subscription, String cause, long count, Instant firstArrivedAt) {}

    private record Backlog(long open, double ageSeconds) {
        static final Backlog UNKNOWN = new Backlog(0, 0);
    }
}
