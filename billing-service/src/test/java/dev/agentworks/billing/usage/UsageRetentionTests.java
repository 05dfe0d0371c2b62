package dev.agentworks.billing.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.billing.TestUsage;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import dev.agentworks.starter.test.RetentionRules;
import dev.agentworks.starter.test.ServiceTest;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceTest(service = "billing")
class UsageRetentionTests {
    @Autowired ApplicationContext context;
    @Autowired UsageLedger ledger;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transactions;
    private final TestUsage source = TestUsage.aWorkspace();

    @Test
    void monthsOfCallsAreDroppedAsAWholeAndTheSumsStay() {
        ledger.recordAll(
                List.of(
                        UsageEntry.told(
                                source.call("1", Instant.parse("2026-03-05T10:00:00Z")), "{}")));
        assertThat(forget("usage-events")).isZero();
        assertThat(count("usage_event")).isEqualTo(1);

        undone(() -> {
            // as if it were the middle of the next month: this one is over, the next is not
            int days = (int) nextMonth().plusDays(15).toEpochDay() - (int) today().toEpochDay();
            int dropped =
                    jdbc.sql("select drop_usage_partitions(make_interval(days => ?), 10)")
                            .param(-days)
                            .query(Integer.class)
                            .single();
            assertThat(dropped).isEqualTo(1);
            assertThat(rows("usage_event")).isZero();
            assertThat(rows("usage_rollup")).isEqualTo(1);
            assertThat(rows("billable_usage")).isEqualTo(1);
            return dropped;
        });
    }

    @Test
    void partitionsAreMadeAheadOnceAndWrittenTo() {
        in(() -> {
            jdbc.sql("select make_usage_partitions(?)")
                    .param(nextMonth().plusMonths(7))
                    .query(Integer.class)
                    .single();
            assertThat(
                            jdbc.sql("select make_usage_partitions(?)")
                                    .param(nextMonth().plusMonths(7))
                                    .query(Integer.class)
                                    .single())
                    .isZero();
            return 0;
        });

        assertThat(
                        jdbc.sql(
                                        "select count(*) from pg_inherits where inhparent = 'usage_event'::regclass")
                                .query(Long.class)
                                .single())
                .isGreaterThanOrEqualTo(8);
    }

    @Test
    void conflictsAreForgottenAfterYears() {
        in(() -> {
            conflict("old", 1200);
            conflict("young", 1000);
            return 0;
        });

        assertThat(forget("usage-conflicts")).isPositive();

        assertThat(count("usage_conflict")).isEqualTo(1);
        assertThat(forget("usage-conflicts")).isZero();
    }

    private int forget(String rule) {
        return new RetentionRules(context).forget(rule, Duration.ofDays(1100), 1000);
    }

    private void conflict(String id, int daysAgo) {
        jdbc.sql(
                        """
                        insert into usage_conflict (event_id, payload_hash, workspace_id, payload, received_at)
                        values (?, 'h', ?, '{}', now() - make_interval(days => ?))
                        """)
                .params(id + source.workspace(), source.workspace(), daysAgo)
                .update();
    }

    private LocalDate today() {
        return jdbc.sql("select (now() at time zone 'UTC')::date").query(LocalDate.class).single();
    }

    private LocalDate nextMonth() {
        return today().withDayOfMonth(1).plusMonths(1).atStartOfDay(ZoneOffset.UTC).toLocalDate();
    }

    private long count(String table) {
        return in(() -> rows(table));
    }

    private long rows(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    // the month is there again for the tests that follow
    private void undone(Supplier<Integer> work) {
        TenantScope.run(
                DatabaseSubject.tenant(source.workspace().toString()),
                () ->
                        transactions.executeWithoutResult(transaction -> {
                            work.get();
                            transaction.setRollbackOnly();
                        }));
    }

    private <T> T in(Supplier<T> work) {
        return Objects.requireNonNull(
                TenantScope.call(
                        DatabaseSubject.tenant(source.workspace().toString()),
                        () -> transactions.execute(_ -> work.get())));
    }
}
