package dev.agentworks.system.storm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.local.launcher.stack.ProcessMark;
import dev.agentworks.local.launcher.stack.StackState;
import dev.agentworks.system.RunningStack;
import dev.agentworks.system.RunningStack.Stack;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.json.JsonMapper;

/** The fault storms; the package comment has the command of each. */
@EnabledIfSystemProperty(named = "agentworks.storm", matches = ".+")
@ExtendWith(RunningStack.class)
class FaultStormTests {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final String STORM = "agentworks.storm";
    private static final String[] POINTS = {
        "DECIDED",
        "WAKE_UP_HANDLED",
        "CLAIMED",
        "CONTEXT_READ",
        "MODEL_INTENDED",
        "MODEL_SPEAKS",
        "MODEL_ANSWERED",
        "STEP_RECORDED",
        "TOOL_INTENDED",
        "TOOL_CALLED",
        "CARD_INTENDED",
        "CARD_TOLD"
    };
    private static final String HOLDERS =
            "select count(distinct lease_owner) from orchestrator.run where status = 'RUNNING'";
    private static final String OPEN =
            "select count(*) from orchestrator.run where status not in ('COMPLETED', 'FAILED', 'CANCELLED')";
    private static final Duration LEASE_AND_SWEEP = Duration.ofSeconds(45);

    private StormInvariants invariants;
    private CardLoad load;
    private long runsBefore;

    @BeforeEach
    void watch(Stack stack) throws Exception {
        invariants = new StormInvariants(stack);
        invariants.watch();
        runsBefore = invariants.number("select count(*) from orchestrator.run");
        load = new CardLoad(stack, 6);
    }

    @AfterEach
    void fullSpeed(Stack stack) throws Exception {
        stack.simulatorSpeed(0);
    }

    /**
     * T1: halts a process at each point, for several seeds; the seed decides at which pass it
     * halts.
     */
    @Test
    @EnabledIfSystemProperty(named = STORM, matches = ".*\\bT1\\b.*")
    void orchestratorsHaltedAtEachPointLoseNothing(Stack stack) throws Exception {
        int halted = 0;
        try (var orchestrators = new OrchestratorReplicas(stack)) {
            for (int seed = 1; seed <= number("seeds", 2); seed++) {
                var random = new Random(seed);
                for (var point : POINTS) {
                    var replica = orchestrators.another(point + ":" + (1 + random.nextInt(4)));
                    await().atMost(Duration.ofSeconds(90))
                            .until(() -> replica.isReady() || replica.endsWithin(Duration.ZERO));
                    long patience = System.nanoTime() + Duration.ofSeconds(60).toNanos();
                    while (!replica.endsWithin(Duration.ofMillis(500))
                            && System.nanoTime() < patience) {
                        load.card();
                    }
                    halted += replica.endsWithin(Duration.ZERO) ? 1 : 0;
                    replica.leave();
                }
            }
            assertThat(halted).isEqualTo(POINTS.length * number("seeds", 2));
            settle(stack);
        }
        report("T1: %d processes halted at %d points".formatted(halted, POINTS.length));
    }

    /** T2: three instances, one of which is killed every one to five seconds. */
    @Test
    @EnabledIfSystemProperty(named = STORM, matches = ".*\\bT2\\b.*")
    void orchestratorsKilledAtRandomLoseNothing(Stack stack) throws Exception {
        int seconds = number("seconds", 600);
        int cards = number("cards", 667);
        int kills = 0;
        stack.simulatorSpeed(number("speed", 0));
        try (var orchestrators = new OrchestratorReplicas(stack)) {
            orchestrators.another("");
            orchestrators.another("");
            var random = new Random(2);
            long start = System.nanoTime();
            long end = start + Duration.ofSeconds(seconds).toNanos();
            long next = start;
            while (System.nanoTime() < end) {
                if (load.cards()
                                < cards
                                        * (double) (System.nanoTime() - start)
                                        / (0.9 * (end - start))
                        && load.cards() < cards) {
                    load.card();
                } else {
                    pause(50);
                }
                if (System.nanoTime() >= next) {
                    kills += orchestrators.killOne(random) ? 1 : 0;
                    next =
                            System.nanoTime()
                                    + Duration.ofMillis(random.nextLong(1_000, 5_000)).toNanos();
                }
            }
            settle(stack);
        }
        report("T2: %d kill -9 in %d s over 3 instances".formatted(kills, seconds));
        assertThat(kills).isPositive();
    }

    /** T8: PostgreSQL is shut down immediately and restarted, repeatedly, under load. */
    @Test
    @EnabledIfSystemProperty(named = STORM, matches = ".*\\bT8\\b.*")
    void restartsOfTheDatabaseStrandNothing(Stack stack) throws Exception {
        int seconds = number("seconds", 300);
        int cards = number("cards", 100);
        int restarts = 0;
        long slowest = 0;
        long start = System.nanoTime();
        long end = start + Duration.ofSeconds(seconds).toNanos();
        long next = start + Duration.ofSeconds(10).toNanos();
        while (System.nanoTime() < end) {
            if (load.cards() < cards * (double) (System.nanoTime() - start) / (end - start)) {
                load.card();
            }
            if (System.nanoTime() >= next) {
                slowest = Math.max(slowest, restartDatabase(stack));
                restarts++;
                next += Duration.ofSeconds(20).toNanos();
            }
            pause(100);
        }
        settle(stack);
        report(
                "T8: %d immediate restarts of PostgreSQL in %d s, orchestrator ready at most %d ms after it answered"
                        .formatted(restarts, seconds, slowest));
        assertThat(slowest).isLessThan(5_000);
    }

    /** An orchestrator that is shut down releases its leases, and another one continues. */
    @Test
    @EnabledIfSystemProperty(named = STORM, matches = ".*\\bSIGTERM\\b.*")
    void whoEndsInOrderIsFollowedWithinThreeSeconds(Stack stack) throws Exception {
        long worst = 0;
        long resumed = 0;
        try (var orchestrators = new OrchestratorReplicas(stack)) {
            for (int i = 0; i < number("seeds", 5); i++) {
                await().atMost(Duration.ofMinutes(2)).until(() -> invariants.number(OPEN) == 0);
                stack.simulatorSpeed(60);
                var replica = orchestrators.another("");
                await().atMost(Duration.ofSeconds(90)).until(replica::isReady);
                // no more than the other has slots for: a run that waits for a slot would be
                // counted too
                for (int card = 0; card < 6; card++) {
                    load.card();
                }
                await().atMost(Duration.ofSeconds(60)).until(() -> invariants.number(HOLDERS) == 2);
                var asked = invariants.lines("select clock_timestamp()").getFirst();
                replica.end();
                assertThat(replica.endsWithin(Duration.ofSeconds(20))).isTrue();
                pause(5_000);
                stack.simulatorSpeed(0);
                var mine =
                        " from orchestrator.storm_claim after where after.at > '%1$s' and previous is not null and previous <> owner and not exists (select 1 from orchestrator.storm_claim later where later.owner = after.previous and later.at > timestamptz '%1$s' + interval '2 s')"
                                .formatted(asked);
                resumed += invariants.number("select count(*)" + mine);
                worst =
                        Math.max(
                                worst,
                                invariants.number(
                                        "select coalesce(max(extract(epoch from after.at - timestamptz '%s') * 1000), 0)::bigint"
                                                        .formatted(asked)
                                                + mine));
                replica.leave();
            }
            settle(stack);
        }
        report(
                "SIGTERM: %d runs resumed elsewhere, the last after %d ms"
                        .formatted(resumed, worst));
        assertThat(resumed).isPositive();
        assertThat(worst).isLessThan(3_000);
    }

    private static int number(String name, int otherwise) {
        return Integer.getInteger("agentworks.storm." + name, otherwise);
    }

    private static void pause(long millis) {
        LockSupport.parkNanos(Duration.ofMillis(millis).toNanos());
    }

    private long restartDatabase(Stack stack) throws Exception {
        var postgres =
                StackState.of(stack.home()).orElseThrow().processes().stream()
                        .filter(it -> it.name().equals("postgresql"))
                        .findFirst()
                        .flatMap(ProcessMark::find)
                        .orElseThrow();
        // SIGQUIT is the immediate shutdown
        new ProcessBuilder("kill", "-QUIT", Long.toString(postgres.pid())).start().waitFor();
        await().atMost(Duration.ofSeconds(30)).until(() -> !postgres.isAlive());
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(invariants::answers);
        long since = System.nanoTime();
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(50))
                .until(() -> stack.isReady("orchestrator"));
        return (System.nanoTime() - since) / 1_000_000;
    }

    // within three minutes after the storm all runs are over and the invariants hold
    private void settle(Stack stack) throws Exception {
        stack.simulatorSpeed(0);
        invariants.awaitAllOver(load, runsBefore);
        invariants.awaitAllLines();
        assertThat(
                        JSON.readTree(stack.simulatorCalls()).path("byKey").properties().stream()
                                .filter(call -> call.getValue().asInt() > 1))
                .as("I1 keys sent to the vendor more than once")
                .isEmpty();
    }

    private void report(String storm) throws Exception {
        System.out.println(storm);
        System.out.println(
                invariants
                        .lines(
                                "select 'runs: ' || string_agg(n || ' ' || status, ', ') from (select status, count(*) as n from orchestrator.run group by status) runs")
                        .getFirst());
        System.out.println(
                invariants
                        .lines(
                                """
                                select 'resumed after a lost worker: ' || count(*) || ', ms since its last sign of life: p50 '
                                    || coalesce(percentile_disc(0.5) within group (order by silent_ms), 0)::bigint || ', p99 '
                                    || coalesce(percentile_disc(0.99) within group (order by silent_ms), 0)::bigint || ', worst '
                                    || coalesce(max(silent_ms), 0)::bigint from orchestrator.storm_claim where recovered\
                                """)
                        .getFirst());
        System.out.println(
                "steps a run: "
                        + invariants
                                .lines(
                                        "select round(avg(n), 1) from (select count(*) as n from orchestrator.run_step group by run_id) steps")
                                .getFirst()
                        + "; invariants I1-I7: 0 breaks");
        assertThat(
                        invariants.number(
                                "select coalesce(percentile_disc(0.99) within group (order by silent_ms), 0)::bigint from orchestrator.storm_claim where recovered"))
                .isLessThan(LEASE_AND_SWEEP.toMillis());
    }
}
