package dev.agentworks.router.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.test.ServiceTest;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

@ServiceTest(service = "router")
@TestPropertySource(properties = "agentworks.router.budgets.hold-for=3s")
class TableBudgetGateTests extends BudgetGateContract {
    @Autowired private TableBudgetGate gate;
    @Autowired private Budgets budgets;
    @Autowired private JdbcClient jdbc;
    @Autowired private BudgetSettings settings;
    @Autowired private Clock clock;

    private final AtomicInteger turn = new AtomicInteger();
    private TableBudgetGate other;

    // two instances take turns: all they share is the database
    @Override
    BudgetGate gate() {
        return turn.incrementAndGet() % 2 == 0 ? gate : other;
    }

    @BeforeEach
    void startAnotherInstance() {
        other = new TableBudgetGate(jdbc, settings, clock, new Unlimited(jdbc, settings));
    }

    @Test
    void aThousandAtOnceSpendToTheLastMicroUnitAndNotOneMore() throws Exception {
        limit(BudgetScope.WORKSPACE, workspace, "0.000700");

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var held =
                    threads
                            .invokeAll(
                                    IntStream.range(0, 1_000)
                                            .<Callable<Boolean>>mapToObj(
                                                    number -> () -> takes("0.000001", number))
                                            .toList())
                            .stream()
                            .filter(Future::resultNow)
                            .count();

            assertThat(held).isEqualTo(700);
        }
        assertThat(spent(BudgetScope.WORKSPACE, workspace)).isEqualByComparingTo("0.000700");
        assertThat(held(BudgetScope.WORKSPACE, workspace)).isZero();
    }

    private boolean takes(String amount, int number) {
        var id = workspace + "-" + number;
        var spender = new Spender(workspace, project, null, null, null, null);
        if (gate().hold(id, spender, new BigDecimal(amount)) instanceof HoldOutcome.Held) {
            gate().settle(id, spender, new BigDecimal(amount));
            return true;
        }
        return false;
    }

    @Override
    void limit(BudgetScope scope, UUID id, String amount) {
        budgets.set(scope, id, workspace, new BigDecimal(amount), BudgetPeriod.MONTH);
    }

    @Override
    BigDecimal spent(BudgetScope scope, UUID id) {
        return budgets.find(scope, id).orElseThrow().spent();
    }

    @Override
    BigDecimal held(BudgetScope scope, UUID id) {
        return budgets.find(scope, id).orElseThrow().held();
    }

    @Override
    void expire() {
        gate.expire();
    }

    @Test
    void beginsWithWhatTheLedgerKnowsOfThePeriod() {
        call("2.50", "0 days");
        call("9.00", "40 days");

        limit(BudgetScope.WORKSPACE, workspace, "3");

        assertThat(spent(BudgetScope.WORKSPACE, workspace)).isEqualByComparingTo("2.50");
        budgets.set(
                BudgetScope.WORKSPACE, workspace, workspace, BigDecimal.ONE, BudgetPeriod.TOTAL);
        assertThat(spent(BudgetScope.WORKSPACE, workspace)).isEqualByComparingTo("11.50");
    }

    @Test
    void anotherWorkspaceCannotSetIt() {
        limit(BudgetScope.PROJECT, project, "3");

        assertThat(
                        budgets.set(
                                BudgetScope.PROJECT,
                                project,
                                UUID.randomUUID(),
                                BigDecimal.TEN,
                                BudgetPeriod.MONTH))
                .isFalse();
    }

    private void call(String price, String ago) {
        jdbc.sql(
                        """
                        insert into llm_call (idem_key, request_hash, workspace_id, project_id, provider, model,
                            simulated, state, finished_at, price, completion)
                        values (:key, '', :workspace, :project, 'openai', 'gpt-4o', true, 'SUCCEEDED',
                            now() - cast(:ago as interval), cast(:price as numeric), '{}')
                        """)
                .param("key", "paid-" + UUID.randomUUID())
                .param("workspace", workspace)
                .param("project", project)
                .param("ago", ago)
                .param("price", price)
                .update();
    }
}
