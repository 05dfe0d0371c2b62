package dev.agentworks.billing.usage;

import dev.agentworks.events.usage.TokenUsage;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.events.usage.UsageKind;
import dev.agentworks.events.usage.UsageOutcome;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads recorded calls of one workspace, those that stand: not the corrections of others. */
@Component
class RecordedCalls {
    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    RecordedCalls(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.transaction = new TransactionTemplate(transactions);
        this.transaction.setReadOnly(true);
    }

    /** The call, corrected since or not. */
    Optional<UsageEvent> find(UUID workspace, String eventId) {
        return in(
                workspace,
                () ->
                        jdbc.sql(
                                        """
                                        select * from usage_event
                                         where workspace_id = :workspace and event_id = :id and quantity = 1
                                        """)
                                .param("workspace", workspace)
                                .param("id", eventId)
                                .query(RecordedCalls::event)
                                .optional());
    }

    /** What stands of a run and was charged: neither taken back nor credited. */
    List<UsageEvent> chargedOf(UUID workspace, UUID run) {
        return in(
                workspace,
                () ->
                        jdbc.sql(
                                        """
                                        select * from usage_event e
                                         where e.workspace_id = :workspace and e.run_id = :run and e.quantity = 1
                                           and e.price > 0
                                           and not exists (select from usage_event c where c.corrects = e.event_id
                                                            and c.quantity <= 0)
                                         order by e.event_id
                                        """)
                                .param("workspace", workspace)
                                .param("run", run)
                                .query(RecordedCalls::event)
                                .list());
    }

    /** Whether the price of a call was given back because its run came to nothing. */
    boolean isCredited(UUID workspace, String eventId) {
        return in(
                workspace,
                () ->
                        jdbc.sql(
                                        """
                                        select exists (select from usage_event
                                                        where workspace_id = :workspace and corrects = :id and quantity = 0)
                                        """)
                                .param("workspace", workspace)
                                .param("id", eventId)
                                .query(Boolean.class)
                                .single());
    }

    /** Calls of a time that nothing corrects, in the order of their ids. */
    List<UsageEvent> uncorrected(
            UUID workspace, Instant from, Instant to, @Nullable String after, int most) {
        return in(
                workspace,
                () ->
                        jdbc.sql(
                                        """
                                        select * from usage_event e
                                         where e.workspace_id = :workspace and e.quantity = 1
                                           and e.occurred_at >= :from and e.occurred_at < :to and e.event_id > :after
                                           and not exists (select from usage_event c
                                                            where c.corrects = e.event_id and c.quantity <= 0)
                                         order by e.event_id limit :most
                                        """)
                                .param("workspace", workspace)
                                .param("from", from.atOffset(ZoneOffset.UTC))
                                .param("to", to.atOffset(ZoneOffset.UTC))
                                .param("after", after == null ? "" : after)
                                .param("most", most)
                                .query(RecordedCalls::event)
                                .list());
    }

    private <T> T in(UUID workspace, Supplier<T> work) {
        return TenantScope.call(
                DatabaseSubject.tenant(workspace.toString()),
                () -> Objects.requireNonNull(transaction.execute(_ -> work.get())));
    }

    private static UsageEvent event(ResultSet row, int number) throws SQLException {
        return new UsageEvent(
                row.getString("event_id"),
                row.getObject("workspace_id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("card_id", UUID.class),
                row.getObject("run_id", UUID.class),
                row.getString("agent_id"),
                row.getString("provider"),
                row.getString("model"),
                UsageKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                new TokenUsage(
                        row.getLong("input_tokens"),
                        row.getLong("output_tokens"),
                        row.getLong("cached_input_tokens"),
                        row.getLong("cache_write_tokens"),
                        row.getLong("reasoning_tokens"),
                        row.getLong("total_tokens")),
                row.getBigDecimal("cost"),
                row.getBigDecimal("price"),
                row.getBigDecimal("markup"),
                row.getString("price_version"),
                row.getBoolean("byok"),
                UsageOutcome.valueOf(row.getString("outcome").toUpperCase(Locale.ROOT)),
                row.getObject("occurred_at", OffsetDateTime.class).toInstant(),
                row.getBoolean("estimated") ? true : null,
                row.getObject("api_key_id", UUID.class),
                row.getObject("lane", Integer.class),
                row.getObject("lane_visit", Integer.class),
                row.getObject("person_id", UUID.class));
    }
}
