package dev.agentworks.billing.usage;

import dev.agentworks.starter.digest.Sha256;
import dev.agentworks.starter.identifier.Uuids;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Messages that are not counted, each once however often it is delivered. */
@Component
class QuarantineTable {
    /** PostgreSQL stores no NUL in a text. */
    private static final char NUL = '\0';

    private final JdbcClient jdbc;

    QuarantineTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Keeps the message; false when it is there already. */
    boolean keep(
            String payload,
            UsageProblem problem,
            @Nullable String eventId,
            @Nullable BigDecimal price) {
        return jdbc.sql(
                                """
                                insert into usage_quarantine (id, digest, event_id, reason, detail, payload, price)
                                values (:id, :digest, :event, :reason, :detail, :payload, :price)
                                on conflict (digest) do nothing
                                """)
                        .param("id", Uuids.v7())
                        .param("digest", Sha256.hex(payload))
                        .param("event", eventId == null ? null : storable(eventId))
                        .param("reason", problem.reason().name())
                        .param("detail", storable(problem.detail()))
                        .param("payload", storable(payload))
                        .param("price", price)
                        .update()
                == 1;
    }

    List<QuarantinedEvent> open(@Nullable UUID after, int most) {
        return jdbc.sql(
                        """
                        select id, event_id, reason, detail, payload, arrived_at from usage_quarantine
                         where resolution is null and (cast(:after as uuid) is null or id > :after)
                         order by id limit :most
                        """)
                .param("after", after)
                .param("most", most)
                .query(QuarantineTable::quarantined)
                .list();
    }

    /** The open one, locked until the transaction ends. */
    Optional<QuarantinedEvent> lock(UUID id) {
        return jdbc.sql(
                        """
                        select id, event_id, reason, detail, payload, arrived_at from usage_quarantine
                         where id = :id and resolution is null for update
                        """)
                .param("id", id)
                .query(QuarantineTable::quarantined)
                .optional();
    }

    void resolve(UUID id, Resolution resolution, String by, String note) {
        jdbc.sql(
                        """
                        update usage_quarantine
                           set resolution = :resolution, resolved_at = now(), resolved_by = :by, note = :note
                         where id = :id
                        """)
                .param("id", id)
                .param("resolution", resolution.name())
                .param("by", by)
                .param("note", note)
                .update();
    }

    private static QuarantinedEvent quarantined(ResultSet row, int number) throws SQLException {
        return new QuarantinedEvent(
                row.getObject("id", UUID.class),
                row.getString("event_id"),
                QuarantineReason.valueOf(row.getString("reason")),
                row.getString("detail"),
                row.getString("payload"),
                row.getObject("arrived_at", OffsetDateTime.class).toInstant());
    }

    private static String storable(String text) {
        return text.replace(NUL, '\uFFFD');
    }

    enum Resolution {
        ADMITTED,
        DROPPED
    }
}
