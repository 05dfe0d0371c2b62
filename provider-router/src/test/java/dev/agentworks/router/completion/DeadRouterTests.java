package dev.agentworks.router.completion;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.router.provider.http.VendorServer;
import java.math.BigDecimal;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.function.IntConsumer;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** A second router in a process of its own is killed in the middle of a call. */
class DeadRouterTests extends VendorStubTest {
    @Autowired private Environment environment;

    @Test
    void aCallOfAKilledRouterIsIndeterminateAndNeverMadeAgain() {
        VENDOR.behave(VENDOR.stall(golden("openai", "text").split("data: \\{\"id\"")[0]));
        var key = key();
        try (var other = SecondRouter.start(environment, VENDOR.url(), SECRET).ready()) {
            var _ = CompletableFuture.runAsync(() -> ask(other.port(), key));
            await().atMost(Duration.ofSeconds(20)).until(() -> VENDOR.dispatches(key) == 1);
            assertThat(row(key).get("state")).isEqualTo("DISPATCHED");
            assertThat(put(key, body("gpt-4o", ",\"maxTokens\":100")).statusCode()).isEqualTo(202);
        }

        await().untilAsserted(() -> assertThat(row(key).get("state")).isEqualTo("INDETERMINATE"));
        var answer = put(key, body("gpt-4o", ",\"maxTokens\":100"));

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(json(answer).at("/type").asString("")).endsWith("/completion-indeterminate");
        assertThat(VENDOR.dispatches(key)).isEqualTo(1);
        assertThat(attempts(key)).containsExactly("1 openai gpt-4o INDETERMINATE");
        assertThat(
                        jdbc.sql("select price from llm_call where idem_key = ?")
                                .param(key)
                                .query(BigDecimal.class)
                                .single())
                .isZero();
        assertThat(usageEvents()).isZero();
    }

    @Test
    void whatWasOnlyReservedByTheDeadGivesItsMoneyBackWithItsLeaseAndWhatWasDispatchedDoesNot() {
        setBudget("0.05");
        var reserved = key();
        var dispatched = key();
        left(reserved, "RESERVED", "- interval '1 second'");
        left(dispatched, "DISPATCHED", "+ interval '1 hour'");

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() ->
                        assertThat(budget("held")).isEqualByComparingTo(new BigDecimal("0.02")));

        assertThat(row(reserved).get("state")).isEqualTo("RESERVED");
        assertThat(row(reserved).get("owner")).isNull();
        assertThat(row(dispatched).get("owner")).isEqualTo("dead");
        assertThat(
                        jdbc.sql("select id from budget_hold where id in (?, ?) and state = 'HELD'")
                                .param(reserved)
                                .param(dispatched)
                                .query(String.class)
                                .list())
                .containsExactly(dispatched);
        jdbc.sql("update llm_call set lease_until = clock_timestamp() where idem_key = ?")
                .param(dispatched)
                .update();
    }

    private void left(String key, String state, String lease) {
        jdbc.sql(
                        """
                        insert into llm_call (idem_key, request_hash, workspace_id, project_id, provider, model, simulated,
                            state, owner, lease_until)
                        values (:key, 'x', :id, :id, 'openai', 'gpt-4o', false, :state, 'dead', clock_timestamp() %s)
                        """
                                .formatted(lease))
                .param("key", key)
                .param("id", workspace)
                .param("state", state)
                .update();
        jdbc.sql(
                        """
                        with hold as (
                            insert into budget_hold (id, amount, scopes, ids, expires_at, state)
                            values (:key, 0.02, '{WORKSPACE}', array[:id], clock_timestamp() + interval '340 seconds', 'HELD')
                        )
                        update budget set held = held + 0.02 where id = :id
                        """)
                .param("key", key)
                .param("id", workspace)
                .update();
    }

    @Test
    void aThousandCallersOverTwoRoutersNeverOverspendThoughOneIsKilledWhileItHolds() {
        setBudget("0.05");
        var held = new CountDownLatch(1);
        // the first calls stall with their money held; their router dies
        VENDOR.behave(exchange -> {
            if (held.getCount() > 0) {
                exchange.head(200, Map.of("content-type", "text/event-stream"));
                exchange.clientGoes();
            } else {
                VendorServer.stream(golden("openai", "text")).answer(exchange);
            }
        });
        try (var other =
                SecondRouter.start(
                                environment,
                                VENDOR.url(),
                                SECRET,
                                "--agentworks.router.budgets.hold-for=5s")
                        .ready()) {
            var dying = inThreads(200, number -> ask(other.port(), key()));
            await().atMost(Duration.ofSeconds(30))
                    .until(() -> budget("held").compareTo(new BigDecimal("0.04")) > 0);
            other.kill();
            dying.join();
        }
        held.countDown();
        assertThat(budget("held")).isLessThanOrEqualTo(new BigDecimal("0.05"));
        // what it had dispatched is given up, and its money with it; other holds end in their time
        await().atMost(Duration.ofSeconds(30)).until(() -> budget("held").signum() == 0);

        try (var other = SecondRouter.start(environment, VENDOR.url(), SECRET).ready()) {
            inThreads(1_000, number -> ask(number % 2 == 0 ? port : other.port(), key())).join();
            // a caller who was cut off leaves a call that goes on
            await().atMost(Duration.ofSeconds(30)).until(() -> budget("held").signum() == 0);
        }

        var paid =
                jdbc.sql("select coalesce(sum(price), 0) from llm_call where workspace_id = ?")
                        .param(workspace)
                        .query(BigDecimal.class)
                        .single();
        assertThat(budget("spent")).isEqualByComparingTo(paid);
        assertThat(paid).isBetween(new BigDecimal("0.0005"), new BigDecimal("0.05"));
    }

    private void setBudget(String limit) {
        jdbc.sql(
                        """
                        insert into budget (scope, id, workspace_id, period, limit_amount, period_start, reseed_at)
                        values ('WORKSPACE', :id, :id, 'TOTAL', cast(:limit as numeric), '-infinity',
                            clock_timestamp() + interval '1 day')
                        """)
                .param("id", workspace)
                .param("limit", limit)
                .update();
    }

    private BigDecimal budget(String column) {
        return jdbc.sql("select %s from budget where id = ?".formatted(column))
                .param(workspace)
                .query(BigDecimal.class)
                .single();
    }

    private static CompletableFuture<?> inThreads(int callers, IntConsumer caller) {
        return CompletableFuture.runAsync(() -> {
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < callers; i++) {
                    int number = i;
                    threads.submit(() -> caller.accept(number));
                }
            }
        });
    }

    private void ask(int otherPort, String key) {
        var body = HttpRequest.BodyPublishers.ofString(body("gpt-4o", ",\"maxTokens\":100"));
        send(request(otherPort, "/internal/completions/" + key, token()).PUT(body));
    }
}
