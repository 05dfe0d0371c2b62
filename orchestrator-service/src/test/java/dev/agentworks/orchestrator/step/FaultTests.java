package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.events.Topics;
import dev.agentworks.orchestrator.FakeBoard;
import dev.agentworks.orchestrator.FakeRouter;
import dev.agentworks.orchestrator.FakeRouter.Fault;
import dev.agentworks.orchestrator.run.Journal;
import dev.agentworks.orchestrator.run.Leases;
import dev.agentworks.orchestrator.run.RunSettings;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import dev.agentworks.orchestrator.step.handler.StepHandlers;
import dev.agentworks.starter.outbox.OutgoingMessage;
import dev.agentworks.starter.test.SettableClock;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;
import org.springframework.jdbc.CannotGetJdbcConnectionException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The faults of the plan, at a size that fits every build; each prints its figures. */
class FaultTests extends RouteSituations {

    private static final Logger LOG = LoggerFactory.getLogger(FaultTests.class);
    private static final int SEEDS = Integer.getInteger("faults.seeds", 5);
    private static final Duration PULSE = Duration.ofMillis(200);

    @Autowired Leases leases;
    @Autowired Journal journal;
    @Autowired StepHandlers handlers;
    @Autowired RunSettings settings;
    @Autowired RunEngine engine;
    @Autowired LeaseHeartbeat heartbeat;
    @Autowired SettableClock clock;
    @Autowired Environment environment;

    private final List<RunEngine> others = new ArrayList<>();
    private final ScheduledExecutorService pulse = Executors.newSingleThreadScheduledExecutor();

    @AfterEach
    void alone() {
        pulse.shutdownNow();
        others.forEach(RunEngine::stop);
        checkpoints.calm(0);
        clock.reset();
    }

    @ParameterizedTest(name = "T1 {0}")
    @EnumSource(
            value = Checkpoints.Point.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PROPOSED", "APPLIED", "RELEASED", "END_DECIDED", "COMPENSATED", "GIVEN_BACK"})
    void workersLostAtOnePointLoseNothing(Checkpoints.Point point) {
        var cards = cards(SEEDS, "PRD");
        checkpoints.lose(new Random(point.ordinal()), 0.5, SEEDS, EnumSet.of(point));

        long began = System.nanoTime();
        cards.forEach(this::created);
        cards.forEach(card -> awaitStates(card, "PRD COMPLETED"));

        report("T1 " + point, cards, checkpoints.calm(SEEDS), began);
    }

    @ParameterizedTest(name = "T1 {0}")
    @EnumSource(
            value = Checkpoints.Point.class,
            names = {"PROPOSED", "APPLIED", "END_DECIDED", "COMPENSATED", "STEP_RECORDED"})
    void workersLostWhileAChangeIsHandedInOrUndoneLoseNothing(Checkpoints.Point point) {
        var cards = cards(SEEDS, "DEV_BACKEND");
        ROUTER.model = FaultTests::changing;
        checkpoints.lose(new Random(point.ordinal()), 1, SEEDS, EnumSet.of(point));

        long began = System.nanoTime();
        cards.forEach(this::created);
        cards.forEach(card -> awaitStates(card, "DEV_BACKEND WAITING_APPROVAL"));
        var accepted = cards.subList(0, SEEDS * 3 / 5);
        var refused = cards.subList(SEEDS * 3 / 5, cards.size());
        accepted.forEach(card -> decide(card, "approve"));
        refused.forEach(card -> decide(card, "reject"));
        accepted.forEach(card -> awaitStates(card, "DEV_BACKEND COMPLETED"));
        refused.forEach(card -> awaitStates(card, "DEV_BACKEND CANCELLED"));

        assertThat(accepted).allMatch(card -> files.applied.containsKey(runs(card).getFirst()));
        assertThat(refused).noneMatch(card -> files.applied.containsKey(runs(card).getFirst()));
        assertThat(refused).allMatch(card -> files.discarded.contains(runs(card).getFirst()));
        report("T1 " + point, cards, checkpoints.calm(SEEDS), began);
    }

    @Test
    void aStormOverThreeInstancesBreaksNothing() throws Exception {
        var watch = new ClaimWatch(environment);
        alive(anotherInstance());
        alive(anotherInstance());
        var cards = cards(60, "PRD", "MVP_SCOPE");
        ROUTER.model = FaultTests::sensible;
        checkpoints.lose(new Random(42), 0.03, 60, EnumSet.allOf(Checkpoints.Point.class));

        long began = System.nanoTime();
        cards.forEach(this::created);
        // asked in one go: a query for each card would take the pool from the workers
        calmly().atMost(Duration.ofSeconds(120))
                .pollInterval(Duration.ofMillis(500))
                .ignoreException(CannotGetJdbcConnectionException.class)
                .untilAsserted(() -> {
                    resumeWhatLostItsWorkerTooOften(cards);
                    assertThat(unfinished(cards, 2)).as("cards still at work").isEmpty();
                });
        assertThat(cards)
                .extracting(this::states)
                .allMatch(List.of("PRD COMPLETED", "MVP_SCOPE COMPLETED")::equals);
        assertThat(watch.seen().owners()).as("instances that took part").isEqualTo(3);

        report("T2 storm, 3 instances", cards, checkpoints.calm(60), began);
    }

    @Test
    void aWakeUpForARunThatIsHeldIsTakenAndChangesNothing() throws Exception {
        var other = another();
        var card = heldInTheModel();
        var run = runs(card).getFirst();
        int before = ROUTER.requests.size();
        long epoch = epoch(run);
        long events = number("run_seq", run);

        long began = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            other.wakeUp(run);
        }
        long each = (System.nanoTime() - began) / 20;

        LOG.info("T5: a wake-up too many costs {} µs", each / 1_000);
        assertThat(ROUTER.requests).hasSize(before);
        assertThat(epoch(run)).isEqualTo(epoch);
        assertThat(number("run_seq", run)).isEqualTo(events);
        ROUTER.reset();
        awaitStates(card, "PRD COMPLETED");
        new Invariants(this).hold(List.of(card));
    }

    @Test
    void aHolderThatSleptPastItsLeaseWritesNothing() throws Exception {
        var card = heldInTheModel();
        var run = runs(card).getFirst();
        var other = another();
        // the sleeper does not renew, and another takes over
        var taking =
                CompletableFuture.runAsync(() -> {
                    try {
                        while (epoch(run) == 1) {
                            // in fact it is awake: its heartbeat may come in between
                            leaseEnds(run);
                            other.wakeUp(run);
                        }
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                });
        calmly().until(() -> epoch(run) > 1);
        ROUTER.reset();

        awaitStates(card, "PRD COMPLETED");
        taking.get(20, TimeUnit.SECONDS);
        int old =
                jdbc.sql(
                                "select count(*) from run_step where run_id = :run and lease_epoch < 2 and step_path > 'llm' and state = 'DONE'")
                        .param("run", run)
                        .query(Integer.class)
                        .single();
        LOG.info("T6: {} steps written by the sleeper after it lost the run", old);
        assertThat(old).isZero();
        new Invariants(this).hold(List.of(card));
    }

    @Test
    void callsWhoseOutcomeIsLostAreMadeOnceMoreUnderANewKey() {
        var cards = cards(12, "PRD");
        for (int fault = 0; fault < 8; fault++) {
            ROUTER.faults.add(fault % 2 == 0 ? Fault.INDETERMINATE_409 : Fault.CUT_STREAM);
        }

        long began = System.nanoTime();
        cards.forEach(this::created);
        calmly().atMost(Duration.ofSeconds(40))
                .until(() ->
                        cards.stream()
                                .allMatch(card ->
                                        states(card).equals(List.of("PRD COMPLETED"))
                                                || states(card).equals(List.of("PRD FAILED"))));

        long failed =
                cards.stream()
                        .filter(card -> states(card).equals(List.of("PRD FAILED")))
                        .peek(card -> assertThat(error(card)).isEqualTo("completion-indeterminate"))
                        .count();
        LOG.info("T7: {} of 12 runs lost an answer twice and failed", failed);
        report("T7 lost answers", cards, 8, began);
    }

    @Test
    void connectionsCutAtAnyMomentDoubleNoStep() {
        var cards = cards(10, "PRD");
        long began = System.nanoTime();
        cards.forEach(this::created);
        var cuts = new int[1];
        calmly().pollInterval(Duration.ofMillis(40))
                .atMost(Duration.ofSeconds(100))
                .until(() -> {
                    if (cuts[0] < 60) {
                        cuts[0] += cutOneConnection();
                        // one run may be hit more often than the others: that would park it
                        jdbc.sql("update run set recoveries = 0 where recoveries > 3").update();
                    }
                    return cards.stream()
                            .allMatch(card -> states(card).equals(List.of("PRD COMPLETED")));
                });

        LOG.info("T9: {} connections cut", cuts[0]);
        report("T9 connections cut", cards, cuts[0], began);
    }

    @Test
    void poisonDoesNotHoldUpTheOthers() {
        for (int poison = 0; poison < 20; poison++) {
            publisher.publish(
                    new OutgoingMessage(
                            UUID.randomUUID().toString(),
                            poison % 2 == 0 ? Topics.CARD_EVENTS : Topics.RUN_WORK,
                            null,
                            Map.of("eventType", "exploded"),
                            poison % 3 == 0 ? "{no json" : "{\"eventType\":\"exploded\"}"));
        }
        var cards = cards(5, "PRD");

        long began = System.nanoTime();
        cards.forEach(this::created);
        cards.forEach(card -> awaitStates(card, "PRD COMPLETED"));

        report("T19 beside 20 poisoned messages", cards, 0, began);
    }

    @Test
    void whatBecameDueWhileNobodyWasAwakeStartsWithTheFirstWakeUp() {
        var cards = cards(10, "PRD");
        ROUTER.faults.addAll(IntStream.range(0, 10).mapToObj(_ -> Fault.CAPACITY_429).toList());
        cards.forEach(this::created);
        cards.forEach(card -> awaitStates(card, "PRD WAITING"));
        engine.stop();
        jdbc.sql("update run set wake_at = now() - interval '1 minute' where status = 'WAITING'")
                .update();

        engine.start();
        long began = System.nanoTime();
        publisher.publish(
                new OutgoingMessage(
                        UUID.randomUUID().toString(),
                        Topics.RUN_WORK,
                        null,
                        Map.of(),
                        "{\"runId\":\"00000000-0000-0000-0000-000000000000\"}"));
        cards.forEach(card -> awaitStates(card, "PRD COMPLETED"));

        report("T21 ten due timers", cards, 0, began);
    }

    @Test
    void aClockThatIsWrongTakesNoRunFromAnybody() {
        var cards = cards(4, "PRD");
        ROUTER.held = new CountDownLatch(1);
        int streams = ROUTER.streaming.get();
        cards.forEach(this::created);
        calmly().until(() -> ROUTER.streaming.get() >= streams + 4);
        another();

        for (var skew : List.of(Duration.ofMinutes(5), Duration.ofMinutes(-10))) {
            clock.advance(skew);
            heartbeat.beat();
            others.forEach(RunEngine::sweep);
            engine.sweep();
        }
        ROUTER.reset();
        cards.forEach(card -> awaitStates(card, "PRD COMPLETED"));

        cards.forEach(card -> assertThat(epoch(runs(card).getFirst())).isEqualTo(1));
        LOG.info("T23: 0 early takeovers with clocks five minutes off");
    }

    // C14
    @Test
    void aRunGivenBackByAProcessThatIsThenLostIsFoundByWhoeverIsAwake() throws Exception {
        var card = heldInTheModel();
        var run = runs(card).getFirst();
        checkpoints.loseAt(Checkpoints.Point.GIVEN_BACK);

        engine.stop();
        try {
            calmly().until(checkpoints::lost);
            assertThat(states(card)).containsExactly("PRD QUEUED");
            assertThat(
                            jdbc.sql("select count(*) from due_work where run_id = :run")
                                    .param("run", run)
                                    .query(Integer.class)
                                    .single())
                    .as("what the due-work scheduler sees")
                    .isEqualTo(1);
        } finally {
            engine.start();
        }
        ROUTER.reset();

        awaitStates(card, "PRD COMPLETED");
        assertThat(epoch(run)).isEqualTo(2);
        assertThat(number("recoveries", run)).isZero();
        new Invariants(this).hold(List.of(card));
    }

    @Test
    void whoeverEndsInOrderIsFollowedWithinThreeSeconds() {
        var cards = cards(5, "PRD");
        ROUTER.held = new CountDownLatch(1);
        int streams = ROUTER.streaming.get();
        cards.forEach(this::created);
        calmly().until(() -> ROUTER.streaming.get() >= streams + 5);

        long began = System.nanoTime();
        engine.stop();
        try {
            var other = another();
            ROUTER.reset();
            calmly().pollInterval(Duration.ofMillis(10))
                    .until(() -> {
                        other.sweep();
                        return cards.stream().allMatch(card -> epoch(runs(card).getFirst()) >= 2);
                    });
            long millis = (System.nanoTime() - began) / 1_000_000;
            LOG.info("SIGTERM: five runs resumed elsewhere within {} ms", millis);
            assertThat(millis).isLessThan(3_000);
            cards.forEach(card -> awaitStates(card, "PRD COMPLETED"));
        } finally {
            engine.start();
        }
        new Invariants(this).hold(cards);
    }

    // a lost worker's thread ends with an error, as it should
    private static ConditionFactory calmly() {
        return await().dontCatchUncaughtExceptions().atMost(Duration.ofSeconds(20));
    }

    private RunEngine another() {
        return anotherInstance().engine();
    }

    private Instance anotherInstance() {
        var active = new ActiveRuns();
        var worker =
                new RunWorker(journal, handlers, settings, checkpoints, ObservationRegistry.NOOP);
        var dispatcher = new RunDispatcher(leases, worker, active, settings, checkpoints);
        var other = new RunEngine(dispatcher, active, leases, settings, checkpoints);
        other.start();
        others.add(other);
        return new Instance(other, new LeaseHeartbeat(leases, active));
    }

    // as its own process would: keeps its leases, looks for what is due
    private void alive(Instance other) {
        long every = PULSE.toMillis();
        pulse.scheduleWithFixedDelay(
                calm(other.heartbeat()::beat), every, every, TimeUnit.MILLISECONDS);
        pulse.scheduleWithFixedDelay(
                calm(other.engine()::sweep), every, every, TimeUnit.MILLISECONDS);
    }

    private static Runnable calm(Runnable beat) {
        return () -> {
            try {
                beat.run();
            } catch (RuntimeException missed) {
                LOG.info("a beat was missed: {}", missed.toString());
            }
        };
    }

    // losses fall where they fall: a run that got too many of them waits for a person
    private void resumeWhatLostItsWorkerTooOften(List<FakeBoard.Card> cards) {
        jdbc.sql(
                        "select run_id from run where card_id = any(:cards) and status = 'PARKED' and error_code = 'worker-lost-too-often'")
                .param("cards", ids(cards))
                .query((row, _) -> row.getString(1))
                .list()
                .forEach(run -> {
                    LOG.info("run {} lost its worker too often, and is told to go on", run);
                    post("/api/runs/" + run + "/resume", ADMIN, "{\"decision\":\"RETRY\"}");
                });
    }

    private static UUID[] ids(List<FakeBoard.Card> cards) {
        return cards.stream().map(card -> card.id).toArray(UUID[]::new);
    }

    private List<String> unfinished(List<FakeBoard.Card> cards, int runs) {
        return jdbc.sql(
                        """
                        select card.id || ' ' || coalesce(string_agg(agent_id || ' ' || status, ', '), 'no run')
                        from unnest(:cards::uuid[]) as card (id) left join run on card_id = card.id
                        group by card.id
                        having count(*) filter (where status in ('COMPLETED', 'FAILED', 'CANCELLED')) < :runs
                        """)
                .param("cards", ids(cards))
                .param("runs", runs)
                .query((row, _) -> row.getString(1))
                .list();
    }

    private static List<FakeBoard.Card> cards(int count, String... agents) {
        return Stream.generate(() -> BOARD.card(agents)).limit(count).toList();
    }

    private FakeBoard.Card heldInTheModel() {
        var card = BOARD.card("PRD");
        ROUTER.held = new CountDownLatch(1);
        int streams = ROUTER.streaming.get();
        created(card);
        awaitStates(card, "PRD RUNNING");
        calmly().until(() -> ROUTER.streaming.get() > streams && isAsked(card));
        return card;
    }

    private static boolean isAsked(FakeBoard.Card card) {
        return ROUTER.requests.stream()
                .anyMatch(request -> request.path("cardId").asString().equals(card.id.toString()));
    }

    private void decide(FakeBoard.Card card, String decision) {
        var answer =
                post("/api/runs/%s/%s".formatted(runs(card).getFirst(), decision), MEMBER, "{}");
        // the worker may be lost in the request itself: the decision stands
        assertThat(answer.status()).isIn(200, 500);
    }

    private int cutOneConnection() {
        return jdbc.sql(
                        """
                        select count(pg_terminate_backend(pid)) from (
                            select pid from pg_stat_activity
                            where usename = current_user and pid <> pg_backend_pid() and state <> 'idle'
                            limit 1) busy
                        """)
                .query(Integer.class)
                .single();
    }

    private long epoch(UUID run) {
        return number("lease_epoch", run);
    }

    private long number(String column, UUID run) {
        return jdbc.sql("select " + column + " from run where run_id = :run")
                .param("run", run)
                .query(Long.class)
                .single();
    }

    private void report(String fault, List<FakeBoard.Card> cards, int losses, long began) {
        long millis = (System.nanoTime() - began) / 1_000_000;
        new Invariants(this).hold(cards);
        LOG.info(
                "{}: {} runs, {} losses, 0 breaks, all over after {} ms (lease {} ms)",
                fault,
                cards.stream().mapToInt(card -> runs(card).size()).sum(),
                losses,
                millis,
                settings.lease().toMillis());
    }

    private static ObjectNode changing(JsonNode request) {
        return request.path("messages").size() == 1
                ? FakeRouter.answer(
                        "I write.",
                        FakeRouter.call(
                                "write_file",
                                JSON.createObjectNode()
                                        .put("path", request.path("runId").asString() + ".txt")
                                        .put("content", "text")))
                : finish();
    }

    /** What works on runs in another process. */
    private record Instance(RunEngine engine, LeaseHeartbeat heartbeat) {}
}
