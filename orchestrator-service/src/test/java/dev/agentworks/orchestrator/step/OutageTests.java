package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.events.Topics;
import dev.agentworks.orchestrator.FakeBoard;
import dev.agentworks.orchestrator.FakeRouter.Fault;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.TestPropertySource;

/**
 * A provider is away for a while. The time between two attempts is not waited for: all times of the
 * run are moved into the past instead, as if it had gone by.
 */
@TestPropertySource(properties = "agentworks.runs.sweep=50ms")
class OutageTests extends RunSituations {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(60);

    @Autowired RunEngine engine;

    private Duration gone = Duration.ZERO;

    @BeforeEach
    @AfterEach
    void begin() {
        gone = Duration.ZERO;
    }

    @ParameterizedTest
    @CsvSource({
        "CAPACITY_429, 30", "CAPACITY_429, 600",
        "BREAKER_OPEN_503, 30", "BREAKER_OPEN_503, 600",
        "RATE_LIMITED, 30", "RATE_LIMITED, 600",
        "FAILED_RETRYABLE, 30", "FAILED_RETRYABLE, 600",
        "STREAM_BROKEN, 30", "STREAM_BROKEN, 600"
    })
    void isWaitedForAndTheRunGoesOnWhenItIsBack(Fault fault, int seconds) {
        var outage = Duration.ofSeconds(seconds);
        ROUTER.outage = () -> gone.compareTo(outage) < 0 ? fault : null;
        var card = BOARD.card("PRD");
        created(card);
        var run = waiting(card);

        assertThat(text("waiting_code", run)).isEqualTo("provider-unavailable");
        assertThat(text("waiting_detail", run)).startsWith("openai cannot be used now: ");
        letTimeGoBy(card);

        awaitStates(card, "PRD COMPLETED");
        assertThat(gone).isBetween(outage, outage.plus(LONGEST_PAUSE));
        assertThat(text("waiting_code", run)).isNull();
        assertThat(number("recoveries", run)).isZero();
        assertEveryKeyWasDispatchedOnce();
        assertThat(ROUTER.costs.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(
                        jdbc.sql("select cost from run where run_id = :run")
                                .param("run", run)
                                .query(BigDecimal.class)
                                .single());
        await().untilAsserted(() ->
                assertThat(lines(run))
                        .anyMatch(line -> line.startsWith("waiting: openai cannot be used now"))
                        .contains("openai answers again"));
        assertThat(published(Topics.AGENT_RUNS, run))
                .anyMatch(event ->
                        event.at("/waitingFor/code").asString("").equals("provider-unavailable"));
    }

    @ParameterizedTest
    @CsvSource({"CAPACITY_429", "STREAM_BROKEN"})
    void isSaidOnceHoweverOftenItIsTriedAgain(Fault fault) {
        ROUTER.outage = () -> gone.compareTo(Duration.ofSeconds(600)) < 0 ? fault : null;
        var card = BOARD.card("PRD");
        created(card);
        var run = waiting(card);

        letTimeGoBy(card);

        awaitStates(card, "PRD COMPLETED");
        await().untilAsserted(() ->
                assertThat(lines(run))
                        .contains("openai answers again")
                        .filteredOn(
                                line -> line.startsWith("waiting: ") || line.contains("goes on"))
                        .singleElement()
                        .asString()
                        .startsWith("waiting: openai cannot be used now: "));
    }

    @Test
    void isSaidAgainWhenItsReasonIsAnotherOne() {
        ROUTER.outage =
                () ->
                        gone.compareTo(Duration.ofSeconds(200)) < 0
                                ? Fault.CAPACITY_429
                                : gone.compareTo(Duration.ofSeconds(400)) < 0
                                        ? Fault.FAILED_RETRYABLE
                                        : null;
        var card = BOARD.card("PRD");
        created(card);
        var run = waiting(card);

        letTimeGoBy(card);

        awaitStates(card, "PRD COMPLETED");
        await().untilAsserted(() ->
                assertThat(lines(run))
                        .filteredOn(line -> line.startsWith("waiting: "))
                        .hasSize(2)
                        .doesNotHaveDuplicates());
    }

    @Test
    void isLeftAloneAsLongAsItWants() {
        ROUTER.outage = () -> gone.isZero() ? Fault.RATE_LIMITED : null;
        var card = BOARD.card("PRD");
        created(card);

        var run = waiting(card);

        assertThat(pause(run)).isBetween(Duration.ofMillis(1_200), Duration.ofSeconds(2));
        letTimeGoBy(card);
        awaitStates(card, "PRD COMPLETED");
    }

    @Test
    void thatIsStillAwayWhenTheRunsTimeIsOverIsTheReasonTheRunGives() {
        ROUTER.outage = () -> Fault.RATE_LIMITED;
        var card = BOARD.card("PRD");
        created(card);
        var run = waiting(card);

        letTimeGoBy(card);

        awaitStates(card, "PRD FAILED");
        assertThat(gone).isBetween(Duration.ofMinutes(29), Duration.ofMinutes(31));
        assertThat(error(card)).isEqualTo("provider-unavailable");
        assertThat(text("error_message", run))
                .startsWith("openai cannot be used now: rate-limited, busy.")
                .contains("until its own time was over");
        assertEveryKeyWasDispatchedOnce();
    }

    @Test
    void isWaitedForByWhoeverIsAwakeWhenItIsBack() {
        ROUTER.outage =
                () -> gone.compareTo(Duration.ofSeconds(30)) < 0 ? Fault.RATE_LIMITED : null;
        var card = BOARD.card("PRD");
        created(card);
        var run = waiting(card);

        // the process that knew of the pause is gone: what is left of it is in the journal
        engine.stop();
        try {
            pass(pause(run), run);
            assertThat(states(card)).containsExactly("PRD WAITING");
            assertThat(text("waiting_code", run)).isEqualTo("provider-unavailable");
        } finally {
            engine.start();
        }
        letTimeGoBy(card);

        awaitStates(card, "PRD COMPLETED");
        assertEveryKeyWasDispatchedOnce();
    }

    @Test
    void doesNotUseUpTheOneCallThatIsMadeAnewForALostAnswer() {
        ROUTER.outage =
                () -> gone.compareTo(Duration.ofMinutes(3)) < 0 ? Fault.STREAM_BROKEN : null;
        ROUTER.faults.add(Fault.INDETERMINATE_409);
        var card = BOARD.card("PRD");
        created(card);
        waiting(card);

        letTimeGoBy(card);

        awaitStates(card, "PRD COMPLETED");
        assertThat(ROUTER.faults).isEmpty();
        assertEveryKeyWasDispatchedOnce();
    }

    @Test
    void isNotPaidForBeyondWhatTheRunMayCost() {
        ROUTER.outage = () -> Fault.STREAM_BROKEN;
        var card = BOARD.card("PRD");
        created(card);
        var run = waiting(card);
        jdbc.sql("update run set cost = 4.995 where run_id = :run").param("run", run).update();

        letTimeGoBy(card);

        awaitStates(card, "PRD FAILED");
        assertThat(error(card)).isEqualTo("cost-cap-reached");
    }

    @Test
    void canBeGivenUpByAPersonMeanwhile() {
        ROUTER.outage = () -> Fault.CAPACITY_429;
        var card = BOARD.card("PRD");
        created(card);
        var run = waiting(card);

        assertThat(as("MEMBER", "/api/runs/" + run + "/cancel")).isEqualTo(202);

        awaitStates(card, "PRD CANCELLED");
        assertThat(error(card)).isEqualTo("cancelled");
    }

    private UUID waiting(FakeBoard.Card card) {
        awaitStates(card, "PRD WAITING");
        return runs(card).getFirst();
    }

    /** As often as it waits, the pause goes by, until it waits no more. */
    private void letTimeGoBy(FakeBoard.Card card) {
        var run = runs(card).getFirst();
        while (true) {
            await().dontCatchUncaughtExceptions()
                    .pollInterval(Duration.ofMillis(5))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> isOver(run) || isAsleep(run));
            if (isOver(run)) {
                return;
            }
            pass(pause(run), run);
        }
    }

    private boolean isOver(UUID run) {
        return number("run_is_over(status)::int", run) == 1;
    }

    private boolean isAsleep(UUID run) {
        return number("(status = 'WAITING' and wake_at > now() + interval '5 ms')::int", run) == 1;
    }

    /** All that the run's row and its steps say is so much longer ago. */
    private void pass(Duration time, UUID run) {
        gone = gone.plus(time);
        jdbc.sql(
                        """
                        with steps as (
                            update run_step set failing_since = failing_since - :millis * interval '1 millisecond'
                            where run_id = :run)
                        update run set wake_at = wake_at - :millis * interval '1 millisecond',
                            deadline_at = deadline_at - :millis * interval '1 millisecond'
                        where run_id = :run and status = 'WAITING'
                        """)
                .param("millis", time.toMillis())
                .param("run", run)
                .update();
    }

    private Duration pause(UUID run) {
        return Duration.ofMillis(
                jdbc.sql(
                                "select greatest(1, ceil(extract(epoch from wake_at - now()) * 1000)) from run where run_id = :run")
                        .param("run", run)
                        .query(Long.class)
                        .single());
    }

    private List<String> lines(UUID run) {
        return published(Topics.AGENT_RUN_LOGS, run).stream()
                .flatMap(batch -> batch.path("entries").valueStream())
                .map(entry -> entry.path("message").asString())
                .toList();
    }

    private String text(String column, UUID run) {
        return jdbc.sql("select " + column + " from run where run_id = :run")
                .param("run", run)
                .query((row, _) -> row.getString(1))
                .list()
                .getFirst();
    }

    private long number(String column, UUID run) {
        return jdbc.sql("select " + column + " from run where run_id = :run")
                .param("run", run)
                .query(Long.class)
                .single();
    }
}
