package dev.agentworks.router.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.math.BigDecimal;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What every gate must do, whatever it keeps its budgets in. Its holds end after three seconds. */
abstract class BudgetGateContract {
    protected final UUID workspace = UUID.randomUUID();
    protected final UUID project = UUID.randomUUID();
    private final Random random = new Random(7);

    abstract BudgetGate gate();

    abstract void limit(BudgetScope scope, UUID id, String amount);

    abstract BigDecimal spent(BudgetScope scope, UUID id);

    abstract BigDecimal held(BudgetScope scope, UUID id);

    /** Ends the holds that are due. */
    abstract void expire();

    @Test
    void aThousandAtOnceNeverOverspend() throws Exception {
        limit(BudgetScope.WORKSPACE, workspace, "5");
        limit(BudgetScope.PROJECT, project, "4");

        var admitted =
                atOnce(
                        1_000,
                        number -> {
                            var id = id(number);
                            var amount = cents(1 + number % 5);
                            if (gate().hold(id, spender(), amount) instanceof HoldOutcome.Held) {
                                gate().settle(
                                                id,
                                                spender(),
                                                amount.multiply(new BigDecimal("0.9")));
                                return amount;
                            }
                            return BigDecimal.ZERO;
                        });

        assertThat(admitted.stream().filter(it -> it.signum() > 0)).isNotEmpty();
        var sum = admitted.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(spent(BudgetScope.PROJECT, project))
                .isLessThanOrEqualTo(new BigDecimal("4"))
                .isEqualByComparingTo(sum.multiply(new BigDecimal("0.9")));
        assertThat(spent(BudgetScope.WORKSPACE, workspace))
                .isEqualByComparingTo(spent(BudgetScope.PROJECT, project));
        assertThat(held(BudgetScope.PROJECT, project)).isZero();
        // close to the limit: nobody is refused what is there
        assertThat(spent(BudgetScope.PROJECT, project)).isGreaterThan(new BigDecimal("3.9"));
    }

    @Test
    void theDeadLeaveNothingBehind() throws Exception {
        limit(BudgetScope.WORKSPACE, workspace, "100");

        atOnce(
                300,
                number -> {
                    var id = id(number);
                    gate().hold(id, spender(), cents(10));
                    if (number % 50 != 0) {
                        gate().settle(id, spender(), cents(8));
                    }
                    return BigDecimal.ZERO;
                });

        assertThat(held(BudgetScope.WORKSPACE, workspace)).isEqualByComparingTo("0.60");
        await().untilAsserted(() -> {
            expire();
            assertThat(held(BudgetScope.WORKSPACE, workspace)).isZero();
        });
        assertThat(spent(BudgetScope.WORKSPACE, workspace)).isEqualByComparingTo("23.52");
    }

    @Test
    void whatTheDeadHoldIsGivenToTheLivingInTime() {
        limit(BudgetScope.WORKSPACE, workspace, "1");
        gate().hold("dead-" + workspace, spender(), cents(90));

        assertThat(gate().hold("living-" + workspace, spender(), cents(90)))
                .isInstanceOf(HoldOutcome.Refused.class);

        await().until(() ->
                gate().hold("living-" + workspace, spender(), cents(90))
                        instanceof HoldOutcome.Held);
    }

    @Test
    void holdsAndSettlesOnceForOneCall() {
        limit(BudgetScope.WORKSPACE, workspace, "1");
        var id = id(1);

        gate().hold(id, spender(), cents(40));
        gate().hold(id, spender(), cents(40));
        assertThat(held(BudgetScope.WORKSPACE, workspace)).isEqualByComparingTo("0.40");
        gate().settle(id, spender(), cents(30));
        gate().settle(id, spender(), cents(30));

        assertThat(spent(BudgetScope.WORKSPACE, workspace)).isEqualByComparingTo("0.30");
        assertThat(held(BudgetScope.WORKSPACE, workspace)).isZero();
    }

    @Test
    void settlesACallWhoseHoldHasEnded() {
        limit(BudgetScope.WORKSPACE, workspace, "1");
        var id = id(1);
        gate().hold(id, spender(), cents(40));
        await().untilAsserted(() -> {
            expire();
            assertThat(held(BudgetScope.WORKSPACE, workspace)).isZero();
        });

        gate().settle(id, spender(), cents(30));

        assertThat(spent(BudgetScope.WORKSPACE, workspace)).isEqualByComparingTo("0.30");
        assertThat(held(BudgetScope.WORKSPACE, workspace)).isZero();
    }

    @Test
    void releasesACallThatWasNotMade() {
        limit(BudgetScope.WORKSPACE, workspace, "1");
        gate().hold(id(1), spender(), cents(40));

        gate().release(id(1));

        assertThat(held(BudgetScope.WORKSPACE, workspace)).isZero();
        assertThat(gate().hold(id(1), spender(), cents(100))).isInstanceOf(HoldOutcome.Held.class);
    }

    @Test
    void tellsTheScopeThatRefuses() {
        limit(BudgetScope.WORKSPACE, workspace, "10");
        limit(BudgetScope.PROJECT, project, "0.50");
        gate().hold(id(1), spender(), cents(20));

        var refused = gate().hold(id(2), spender(), cents(40));

        assertThat(refused)
                .isInstanceOfSatisfying(
                        HoldOutcome.Refused.class,
                        it -> {
                            assertThat(it.scope()).isEqualTo(BudgetScope.PROJECT);
                            assertThat(it.id()).isEqualTo(project);
                            assertThat(it.limit()).isEqualByComparingTo("0.50");
                            assertThat(it.remaining()).isEqualByComparingTo("0.30");
                            assertThat(it.resetAt()).isNotNull();
                        });
        assertThat(held(BudgetScope.WORKSPACE, workspace)).isEqualByComparingTo("0.20");
    }

    @Test
    void topsUpWhatGrowsAndRefusesWhatIsNotThere() {
        limit(BudgetScope.WORKSPACE, workspace, "1");
        gate().hold(id(1), spender(), cents(40));

        assertThat(gate().topUp(id(1), cents(40))).isInstanceOf(HoldOutcome.Held.class);
        assertThat(gate().topUp(id(1), cents(40))).isInstanceOf(HoldOutcome.Refused.class);

        assertThat(held(BudgetScope.WORKSPACE, workspace)).isEqualByComparingTo("0.80");
        gate().settle(id(1), spender(), cents(75));
        assertThat(held(BudgetScope.WORKSPACE, workspace)).isZero();
    }

    @Test
    void honoursWhatACallerAllowsItsRunAndCard() {
        var run = UUID.randomUUID();
        var card = UUID.randomUUID();
        var limited = new Spender(workspace, project, card, run, null, new BigDecimal("0.50"));

        assertThat(gate().hold(id(1), limited, cents(40))).isInstanceOf(HoldOutcome.Held.class);
        gate().settle(id(1), limited, cents(40));

        assertThat(gate().hold(id(2), limited, cents(20)))
                .isInstanceOfSatisfying(
                        HoldOutcome.Refused.class,
                        it -> assertThat(it.scope()).isEqualTo(BudgetScope.RUN));
    }

    @Test
    void nothingIsHeldWhereNoBudgetSpeaks() {
        assertThat(gate().hold(id(1), spender(), cents(40)))
                .isInstanceOf(HoldOutcome.Unlimited.class);
    }

    @Test
    void anyOrderOfWhatCallsDoKeepsTheBooks() throws Exception {
        limit(BudgetScope.WORKSPACE, workspace, "3");
        limit(BudgetScope.PROJECT, project, "2");
        var seeds = IntStream.range(0, 200).map(_ -> random.nextInt(4)).toArray();

        var paid =
                atOnce(
                        200,
                        number -> {
                            var id = id(number);
                            if (!(gate().hold(id, spender(), cents(2))
                                    instanceof HoldOutcome.Held)) {
                                return BigDecimal.ZERO;
                            }
                            return switch (seeds[number]) {
                                case 0 -> {
                                    gate().release(id);
                                    yield BigDecimal.ZERO;
                                }
                                case 1 -> {
                                    var more =
                                            gate().topUp(id, cents(1)) instanceof HoldOutcome.Held;
                                    gate().settle(id, spender(), cents(more ? 3 : 2));
                                    yield cents(more ? 3 : 2);
                                }
                                case 2 -> {
                                    gate().settle(id, spender(), BigDecimal.ZERO);
                                    yield BigDecimal.ZERO;
                                }
                                default -> {
                                    gate().settle(id, spender(), cents(2));
                                    gate().settle(id, spender(), cents(2));
                                    yield cents(2);
                                }
                            };
                        });

        var sum = paid.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(spent(BudgetScope.PROJECT, project))
                .isEqualByComparingTo(sum)
                .isLessThanOrEqualTo(new BigDecimal("2"));
        assertThat(spent(BudgetScope.WORKSPACE, workspace)).isEqualByComparingTo(sum);
        assertThat(held(BudgetScope.WORKSPACE, workspace)).isZero();
        assertThat(held(BudgetScope.PROJECT, project)).isZero();
    }

    private Spender spender() {
        return new Spender(workspace, project, null, null, null, null);
    }

    private String id(int number) {
        return workspace + "-" + number;
    }

    private static BigDecimal cents(int number) {
        return BigDecimal.valueOf(number, 2);
    }

    private static List<BigDecimal> atOnce(int callers, Caller caller) throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var calls =
                    IntStream.range(0, callers)
                            .<Callable<BigDecimal>>mapToObj(number -> () -> caller.call(number))
                            .toList();
            return threads.invokeAll(calls).stream().map(Future::resultNow).toList();
        }
    }

    @FunctionalInterface
    private interface Caller {
        BigDecimal call(int number);
    }
}
