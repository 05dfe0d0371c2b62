package dev.agentworks.orchestrator.lane;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.orchestrator.lane.LaneEngine.Cursor;
import dev.agentworks.orchestrator.lane.LaneEngine.Hint;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Events in any order lead to the same lane and the same agents at work in it. */
class ReorderingTests {

    private static final int SEEDS = 10_000;
    private static final int WINDOW = 50;

    @Test
    void eventsInAnyOrderLeadToTheSameStayAndTheSameAgents() {
        for (long seed = 0; seed < SEEDS; seed++) {
            var random = new Random(seed);
            int moves = random.nextInt(20);
            boolean byAgent = random.nextInt(5) == 0;
            boolean deleted = random.nextInt(10) == 0;
            var events = new ArrayList<Hint>();
            events.add(byAgent ? Hint.CREATED_BY_AGENT : Hint.CREATED);
            for (int i = 0; i < moves + random.nextInt(10); i++) {
                events.add(Hint.CHANGED);
            }
            if (deleted) {
                events.add(Hint.DELETED);
            }
            // every one up to three times
            var delivered = new ArrayList<Hint>();
            events.forEach(
                    event -> delivered.addAll(Collections.nCopies(1 + random.nextInt(3), event)));
            var inOrder = last(events, moves, byAgent, deleted);

            shuffle(delivered, random);

            assertThat(last(delivered, moves, byAgent, deleted))
                    .as("seed %d", seed)
                    .isEqualTo(inOrder);
        }
    }

    // within a window, as a queue does: nothing overtakes for ever
    private static void shuffle(List<Hint> events, Random random) {
        for (int from = 0; from < events.size(); from += WINDOW) {
            Collections.shuffle(
                    events.subList(from, Math.min(from + WINDOW, events.size())), random);
        }
    }

    // all events come when the card stands where it ends: that is what a late one finds
    private static Outcome last(List<Hint> events, int moves, boolean byAgent, boolean deleted) {
        var cursor = new Cursor(0, false);
        var started = new TreeSet<String>();
        var plan = new LanePlan(List.of("A", "B"), List.of("C"), false);
        for (var hint : events) {
            var found = deleted ? null : LaneSituations.card(moves + 1, plan, byAgent);
            switch (LaneEngine.decide(cursor, hint, found)) {
                case LaneStart.Nothing _ -> {}
                case LaneStart.Gone _ -> cursor = new Cursor(cursor.visit(), true);
                case LaneStart.Enter(int visit, _, _, var entered) -> {
                    cursor = new Cursor(visit, false);
                    started.clear();
                    var progress = new VisitProgress(entered, List.of(), VisitProgress.Settled.NOT);
                    for (var work :
                            LaneEngine.work(progress, Set.of(), new HoldCheck.Known(null))) {
                        if (work instanceof LaneWork.Start start) {
                            started.add(visit + "/" + start.agent() + "/" + start.ordinal());
                        }
                    }
                }
            }
        }
        return new Outcome(cursor, List.copyOf(started));
    }

    private record Outcome(Cursor cursor, List<String> started) {}
}
