package dev.agentworks.billing.usage;

import dev.agentworks.billing.usage.RecordOutcome.AlreadyRecorded;
import dev.agentworks.billing.usage.RecordOutcome.Conflict;
import dev.agentworks.billing.usage.RecordOutcome.Recorded;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.events.usage.UsageOutcome;
import dev.agentworks.starter.inbox.Inbox;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Records usage: the event and its daily sums in one transaction, once per event id. */
@Component
class UsageLedger {
    static final String SUBSCRIPTION = "billing.usage-events";
    private final JdbcClient jdbc;
    private final Inbox inbox;
    private final TransactionTemplate transaction;

    UsageLedger(JdbcClient jdbc, Inbox inbox, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        this.inbox = inbox;
        this.transaction = new TransactionTemplate(transactions);
    }

    RecordOutcome record(UsageEvent event, String payload) {
        var hash = PayloadHash.of(event);
        return TenantScope.call(
                DatabaseSubject.tenant(event.workspaceId().toString()),
                () ->
                        Objects.requireNonNull(
                                transaction.execute(_ -> recorded(event, payload, hash))));
    }

    private RecordOutcome recorded(UsageEvent event, String payload, String hash) {
        if (inbox.firstTime(SUBSCRIPTION, event.eventId()) && insert(event, hash)) {
            addUp(event);
            return new Recorded();
        }
        return isSame(event, hash) ? new AlreadyRecorded() : conflict(event, payload, hash);
    }

    private boolean insert(UsageEvent event, String hash) {
        var usage = event.usage();
        return jdbc.sql(
                                """
                                insert into usage_event (event_id, workspace_id, project_id, card_id, run_id, agent_id, provider,
                                       model, kind, outcome, input_tokens, output_tokens, cached_input_tokens, cache_write_tokens,
                                       reasoning_tokens, total_tokens, cost, price, markup, price_version, byok, occurred_at,
                                       payload_hash)
                                values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                                on conflict do nothing
                                """)
                        .params(event.eventId(), event.workspaceId(), event.projectId())
                        .param(event.cardId())
                        .param(event.runId())
                        .param(event.agentId())
                        .params(
                                event.provider(),
                                event.model(),
                                event.kind().name().toLowerCase(Locale.ROOT),
                                event.outcome().name().toLowerCase(Locale.ROOT),
                                usage.inputTokens(),
                                usage.outputTokens(),
                                usage.cachedInputTokens(),
                                usage.cacheWriteTokens(),
                                usage.reasoningTokens(),
                                usage.totalTokens(),
                                event.cost(),
                                event.price(),
                                event.markup(),
                                event.priceVersion(),
                                event.byok(),
                                event.timestamp().atOffset(ZoneOffset.UTC),
                                hash)
                        .update()
                == 1;
    }

    private void addUp(UsageEvent event) {
        jdbc.sql(
                        """
                        insert into usage_rollup as r (workspace_id, day, project_id, agent_id, provider, model,
                               calls, failed_calls, input_tokens, output_tokens, cost, price)
                        values (?, ?, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)
                        on conflict (workspace_id, day, project_id, agent_id, provider, model) do update
                           set calls = r.calls + 1,
                               failed_calls = r.failed_calls + excluded.failed_calls,
                               input_tokens = r.input_tokens + excluded.input_tokens,
                               output_tokens = r.output_tokens + excluded.output_tokens,
                               cost = r.cost + excluded.cost,
                               price = r.price + excluded.price
                        """)
                .params(
                        event.workspaceId(),
                        LocalDate.ofInstant(event.timestamp(), ZoneOffset.UTC),
                        event.projectId(),
                        event.agentId() == null ? "" : event.agentId(),
                        event.provider(),
                        event.model(),
                        event.outcome() == UsageOutcome.FAILED ? 1 : 0,
                        event.usage().inputTokens(),
                        event.usage().outputTokens(),
                        event.cost(),
                        event.price())
                .update();
    }

    private boolean isSame(UsageEvent event, String hash) {
        return jdbc.sql("select payload_hash from usage_event where event_id = ?")
                .param(event.eventId())
                .query((row, _) -> row.getString("payload_hash"))
                .optional()
                .filter(hash::equals)
                .isPresent();
    }

    private RecordOutcome conflict(UsageEvent event, String payload, String hash) {
        jdbc.sql(
                        """
                        insert into usage_conflict (event_id, payload_hash, workspace_id, payload)
                        values (?, ?, ?, ?) on conflict do nothing
                        """)
                .params(event.eventId(), hash, event.workspaceId(), payload)
                .update();
        return new Conflict();
    }
}
