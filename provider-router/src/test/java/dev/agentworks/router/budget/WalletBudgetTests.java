package dev.agentworks.router.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.test.ServiceTest;
import java.math.BigDecimal;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

@ServiceTest(service = "router")
class WalletBudgetTests {
    @Autowired private BudgetGate gate;
    @Autowired private Budgets budgets;
    private final UUID workspace = Uuids.v7();

    @Test
    void nothingRunsAtAnEmptyWallet() {
        budgets.setRemaining(workspace, BigDecimal.ZERO);

        assertThat(hold("one", "0.01"))
                .isInstanceOfSatisfying(
                        HoldOutcome.Refused.class,
                        refused -> {
                            assertThat(refused.scope()).isEqualTo(BudgetScope.WALLET);
                            assertThat(refused.remaining()).isEqualByComparingTo("0");
                            assertThat(refused.resetAt()).isNull();
                        });
        budgets.setRemaining(workspace, new BigDecimal("5"));
        assertThat(hold("two", "5")).isInstanceOf(HoldOutcome.Held.class);
        assertThat(hold("three", "0.01")).isInstanceOf(HoldOutcome.Refused.class);
        budgets.setRemaining(workspace, null);
        assertThat(hold("four", "1000")).isInstanceOf(HoldOutcome.Held.class);
    }

    @Test
    void aThousandAtOnceSpendAWalletToItsEndAndNoFurther() throws Exception {
        budgets.setRemaining(workspace, new BigDecimal("5"));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var made =
                    threads
                            .invokeAll(
                                    IntStream.range(0, 1_000)
                                            .<Callable<Boolean>>mapToObj(
                                                    number -> () -> call("call-" + number))
                                            .toList())
                            .stream()
                            .filter(Future::resultNow)
                            .count();

            assertThat(made).isEqualTo(100);
        }
        var budget = budgets.find(BudgetScope.WALLET, workspace).orElseThrow();
        assertThat(budget.remaining()).isEqualByComparingTo("0");
        assertThat(budget.held()).isEqualByComparingTo("0");
    }

    @Test
    void whatIsLeftIsToldAgainAndNothingIsSpentTwice() {
        budgets.setRemaining(workspace, new BigDecimal("1"));
        for (int i = 0; i < 10; i++) {
            call("call-" + i);
        }
        // as billing has recorded half a dollar by now
        budgets.setRemaining(workspace, new BigDecimal("0.5"));

        assertThat(budgets.find(BudgetScope.WALLET, workspace).orElseThrow().remaining())
                .isEqualByComparingTo("0.5");
        budgets.reseed(BudgetScope.WALLET, workspace);
        assertThat(budgets.find(BudgetScope.WALLET, workspace).orElseThrow().remaining())
                .isEqualByComparingTo("0.5");
    }

    private boolean call(String id) {
        if (hold(id, "0.05") instanceof HoldOutcome.Held) {
            gate.settle(workspace + id, spender(), new BigDecimal("0.05"));
            return true;
        }
        return false;
    }

    private HoldOutcome hold(String id, String amount) {
        return gate.hold(workspace + id, spender(), new BigDecimal(amount));
    }

    private Spender spender() {
        return new Spender(workspace, workspace, null, null, null, null);
    }
}
