package dev.agentworks.billing.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.billing.TestUsage;
import dev.agentworks.starter.tenancy.DatabaseSubject;
import dev.agentworks.starter.tenancy.TenantScope;
import dev.agentworks.starter.test.RetentionRules;
import dev.agentworks.starter.test.ServiceTest;
import java.time.Duration;
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
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transactions;
    private final TestUsage source = TestUsage.aWorkspace();

    @Test
    void singleCallsAreForgottenAfterYearsAndTheSumsStay() {
        in(() -> {
            conflict("old", 1200);
            conflict("young", 1000);
            call("old", 1200);
            call("young", 1000);
            return jdbc.sql(
                            """
                            insert into usage_rollup (workspace_id, day, project_id, agent_id, provider, model, calls,
                                   failed_calls, input_tokens, output_tokens, cost, price)
                            values (?, current_date - 1200, gen_random_uuid(), '', 'p', 'm', 1, 0, 1, 1, 1, 5)
                            """)
                    .param(source.workspace())
                    .update();
        });

        assertThat(forget("usage-events")).isPositive();
        assertThat(forget("usage-conflicts")).isPositive();

        assertThat(count("usage_event")).isEqualTo(1);
        assertThat(count("usage_conflict")).isEqualTo(1);
        assertThat(count("usage_rollup")).isEqualTo(1);
        assertThat(forget("usage-events")).isZero();
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

    private void call(String id, int daysAgo) {
        jdbc.sql(
                        """
                        insert into usage_event (event_id, workspace_id, project_id, provider, model, kind, outcome,
                               input_tokens, output_tokens, cached_input_tokens, cache_write_tokens, reasoning_tokens,
                               total_tokens, cost, price, markup, price_version, byok, occurred_at, received_at, payload_hash)
                        values (?, ?, gen_random_uuid(), 'p', 'm', 'chat', 'succeeded', 1, 1, 0, 0, 0, 2, 1, 5, 5, '1', false,
                                now(), now() - make_interval(days => ?), 'h')
                        """)
                .params(id + source.workspace(), source.workspace(), daysAgo)
                .update();
    }

    private long count(String table) {
        return in(() -> jdbc.sql("select count(*) from " + table).query(Long.class).single());
    }

    private <T> T in(Supplier<T> work) {
        return Objects.requireNonNull(
                TenantScope.call(
                        DatabaseSubject.tenant(source.workspace().toString()),
                        () -> transactions.execute(_ -> work.get())));
    }
}
