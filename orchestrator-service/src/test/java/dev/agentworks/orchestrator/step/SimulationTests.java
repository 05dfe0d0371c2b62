package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.orchestrator.lane.VisitProgress;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Histories of one card under faults, decided by the product's own decisions. As many as {@code
 * -Dsimulation.histories} says: 5,000 take a second or two, 100,000 are the figure of the fault
 * matrix.
 */
class SimulationTests {

    private static final Logger LOG = LoggerFactory.getLogger(SimulationTests.class);
    private static final int HISTORIES = Integer.getInteger("simulation.histories", 5_000);

    @Test
    void noHistoryBreaksAnInvariant() {
        int completed = 0;
        int lost = 0;
        var seen = new TreeMap<String, Integer>();
        for (long seed = 0; seed < HISTORIES; seed++) {
            var history = new Simulation(seed);
            try {
                history.play(60 + history.random.nextInt(120));
                check(history);
            } catch (AssertionError | RuntimeException broken) {
                throw new AssertionError("history " + seed + " breaks: " + broken, broken);
            }
            completed +=
                    (int)
                            history.runs.values().stream()
                                    .filter(run -> run.state == SimulatedRun.State.COMPLETED)
                                    .count();
            lost += history.faults;
            history.transitions.forEach((what, times) -> seen.merge(what, times, Integer::sum));
        }
        // histories in which nothing happens would prove nothing
        assertThat(completed).isGreaterThan(HISTORIES / 2);
        assertThat(lost).isGreaterThan(HISTORIES);
        LOG.info(
                "T26: {} histories, {} runs completed, {} faults, {}",
                HISTORIES,
                completed,
                lost,
                seen);
        assertThat(seen.keySet())
                .contains("asked", "approved", "rejected", "applied", "conflict")
                .contains("undone CALLS", "undone FILES", "undone CARD");
    }

    private static void check(Simulation history) {
        assertThat(history.isAtRest()).as("everything comes to rest").isTrue();
        assertThat(history.router.dispatches.values())
                .as("I1, I2: once per key")
                .allMatch(n -> n == 1);
        for (var run : history.runs.values()) {
            assertThat(run.isOver()).as("I3: %s is over", run.key).isTrue();
            assertThat(run.events.keySet())
                    .as("I5: events of %s without a gap", run.key)
                    .containsExactlyElementsOf(
                            IntStream.rangeClosed(1, run.events.size()).boxed().toList());
            boolean told = history.effects.containsKey(run.key + "complete");
            if (run.state == SimulatedRun.State.COMPLETED) {
                assertThat(told).as("I6: the card was told of %s", run.key).isTrue();
                assertThat(history.board.hasFiles(run.key)).as("%s is applied", run.key).isFalse();
            }
        }
        if (history.gone()) {
            return;
        }
        assertThat(history.currentVisit())
                .as("the last visit is the card's")
                .isEqualTo(history.visit());
        var settled = history.settled();
        boolean waits = history.plan().waitsForPerson();
        assertThat(settled != VisitProgress.Settled.NOT || waits)
                .as("the visit is settled")
                .isTrue();
        if (settled != VisitProgress.Settled.NOT) {
            assertThat(history.told).containsKey(history.currentVisit() + " " + settled);
        }
        if (settled == VisitProgress.Settled.COMPLETED) {
            int size = history.plan().sequence().size() + history.plan().parallel().size();
            assertThat(
                            history.runs.values().stream()
                                    .filter(run -> run.visit == history.currentVisit())
                                    .map(run -> run.ordinal)
                                    .distinct())
                    .as("every place of the plan had its run")
                    .hasSize(size);
        }
    }
}
