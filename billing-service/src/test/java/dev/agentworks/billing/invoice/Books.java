package dev.agentworks.billing.invoice;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.billing.TestUsage;
import dev.agentworks.billing.workspace.WorkspaceAccess;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.test.TestPublisher;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A workspace's money as the database has it, without the code that is tested. */
record Books(UUID workspace, WorkspaceAccess access, JdbcClient jdbc) {
    static final YearMonth MARCH = YearMonth.of(2026, 3);

    void publish(TestPublisher publisher, List<UsageEvent> events) {
        var before = number("select count(*) from usage_event");
        events.forEach(event -> publisher.publish(TestUsage.message(event)));
        Awaitility.await()
                .untilAsserted(() ->
                        assertThat(number("select count(*) from usage_event"))
                                .isEqualTo(before + events.size()));
    }

    long number(String query) {
        return access.asPlatform(workspace, () -> jdbc.sql(query).query(Long.class).single());
    }

    BigDecimal amount(String query) {
        return access.asPlatform(workspace, () -> jdbc.sql(query).query(BigDecimal.class).single());
    }

    /** What no invoice and no open month bears of what was used; zero when nothing is lost. */
    BigDecimal lost() {
        return amount(
                """
                select coalesce((select sum(price) from usage_event), 0)
                     - coalesce((select sum(exact) from invoice_line where kind in ('USAGE', 'LATE_USAGE')), 0)
                     - coalesce((select sum(price) from billable_usage b where not exists (
                           select from workspace_period p
                            where p.workspace_id = b.workspace_id and p.period = b.billed_period
                              and p.status = 'CLOSED')), 0)
                """);
    }

    /** By account; they add up to zero. */
    Map<String, BigDecimal> balances() {
        var balances = new TreeMap<String, BigDecimal>();
        access.asPlatform(
                workspace,
                () -> {
                    jdbc.sql(
                                    """
                                    select a.kind, sum(e.amount) as amount
                                      from ledger_entry e join ledger_account a on a.id = e.account_id group by a.kind
                                    """)
                            .query(row -> {
                                balances.put(row.getString("kind"), row.getBigDecimal("amount"));
                            });
                    return 0;
                });
        return balances;
    }

    BigDecimal balance(String account) {
        return balances().getOrDefault(account, BigDecimal.ZERO);
    }

    List<LocalDate> closedMonths() {
        return access.asPlatform(
                workspace,
                () ->
                        jdbc.sql(
                                        "select period from workspace_period where status = 'CLOSED' order by 1")
                                .query(LocalDate.class)
                                .list());
    }
}
