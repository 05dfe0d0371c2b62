package dev.agentworks.orchestrator.step;

import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.lane.HoldCheck;
import dev.agentworks.orchestrator.lane.LaneEngine;
import dev.agentworks.orchestrator.lane.LaneEngine.Cursor;
import dev.agentworks.orchestrator.lane.LaneEngine.Hint;
import dev.agentworks.orchestrator.lane.LanePlan;
import dev.agentworks.orchestrator.lane.LaneSituations;
import dev.agentworks.orchestrator.lane.LaneStart;
import dev.agentworks.orchestrator.lane.LaneWork;
import dev.agentworks.orchestrator.lane.VisitProgress;
import dev.agentworks.orchestrator.lane.VisitRun;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * One card, its visits and runs under a seeded scheduler: the pure decisions are the product's, all
 * around them is a small store whose transactions are whole or not at all. Whatever is not a
 * transaction may be cut off after any part.
 */
final class Simulation {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> AGENTS = List.of("A", "B", "C", "D");

    final Random random;
    // the board's truth
    private int visit = 1;
    private LanePlan plan;
    private boolean byAgent;
    private boolean deleted;
    private @Nullable RunWait hold;
    private final List<Hint> inTransit = new ArrayList<>();
    final Map<String, Integer> told = new HashMap<>();
    // the orchestrator's rows
    private Cursor cursor = new Cursor(0, false);
    private int currentVisit;
    private LanePlan currentPlan = LanePlan.quiet();
    private VisitProgress.Settled settled = VisitProgress.Settled.NOT;
    private boolean settledTold;
    final Map<String, SimulatedRun> runs = new LinkedHashMap<>();
    final Map<String, Integer> effects = new HashMap<>();
    private final List<SimulatedWorker> workers = new ArrayList<>();
    final SimulatedBoard board;
    final SimulatedRouter router;
    final Map<String, Integer> transitions = new TreeMap<>();
    int faults;

    Simulation(long seed) {
        random = new Random(seed);
        board = new SimulatedBoard(random);
        router = new SimulatedRouter(random);
        byAgent = random.nextInt(6) == 0;
        plan = newPlan();
        hold = random.nextInt(4) == 0 ? new RunWait("blocked-by-card", "x") : null;
        inTransit.add(byAgent ? Hint.CREATED_BY_AGENT : Hint.CREATED);
    }

    /** Goes through a history of so many happenings, then lets everything come to rest. */
    void play(int happenings) {
        for (int i = 0; i < happenings; i++) {
            happen(random.nextInt(18));
        }
        hold = null;
        for (int i = 0; i < 4_000 && !isAtRest(); i++) {
            if (!inTransit.isEmpty()) {
                deliver(false);
            }
            look(false);
            workers.removeIf(worker -> !worker.step(false));
            expire();
            claim();
            decide();
        }
    }

    private void happen(int what) {
        switch (what) {
            case 0 -> move();
            case 1 -> {
                hold = hold == null ? new RunWait("wip-limit-reached", "y") : null;
                inTransit.add(Hint.CHANGED);
            }
            case 2 -> inTransit.add(Hint.CHANGED);
            case 3, 4, 5 -> deliver(random.nextInt(4) == 0);
            case 6 -> look(random.nextInt(3) == 0);
            case 7 -> cancel();
            case 8 -> retry();
            case 9 -> crash();
            case 10 -> expire();
            case 11 -> claim();
            case 12 -> decide();
            default -> {
                if (!workers.isEmpty()) {
                    var worker = workers.get(random.nextInt(workers.size()));
                    boolean lost = faults < 12 && random.nextInt(12) == 0;
                    faults += lost ? 1 : 0;
                    if (!worker.step(lost)) {
                        workers.remove(worker);
                    }
                }
            }
        }
    }

    boolean isAtRest() {
        return inTransit.isEmpty()
                && runs.values().stream().allMatch(SimulatedRun::isOver)
                && (deleted || settled == VisitProgress.Settled.NOT || settledTold);
    }

    VisitProgress.Settled settled() {
        return settled;
    }

    int currentVisit() {
        return currentVisit;
    }

    boolean gone() {
        return cursor.deleted();
    }

    LanePlan plan() {
        return currentPlan;
    }

    int visit() {
        return visit;
    }

    private void move() {
        if (random.nextInt(12) == 0) {
            deleted = true;
            inTransit.add(Hint.DELETED);
        } else if (visit < 6) {
            visit++;
            plan = newPlan();
            inTransit.add(Hint.CHANGED);
        }
    }

    // events come in any order, and again when whoever took one died before it said so
    private void deliver(boolean lostAfter) {
        if (inTransit.isEmpty()) {
            return;
        }
        int which = random.nextInt(inTransit.size());
        var hint = inTransit.get(which);
        if (!lostAfter) {
            inTransit.remove(which);
        }
        var found = deleted || hint == Hint.DELETED ? null : card();
        switch (LaneEngine.decide(cursor, hint, found)) {
            case LaneStart.Nothing _ -> {}
            case LaneStart.Gone _ -> {
                cursor = new Cursor(cursor.visit(), true);
                supersede(Integer.MAX_VALUE);
            }
            case LaneStart.Enter(int entered, _, _, var entryPlan) -> {
                cursor = new Cursor(entered, false);
                currentVisit = entered;
                currentPlan = entryPlan;
                settled = VisitProgress.Settled.NOT;
                settledTold = false;
                supersede(entered);
                goOn(new HoldCheck.Known(hold));
            }
        }
    }

    private CardContext card() {
        return LaneSituations.card(visit, plan, byAgent);
    }

    // one transaction, then a call to core, then another transaction
    private void look(boolean lostBeforeToldIsWritten) {
        if (currentVisit == 0 || cursor.deleted()) {
            return;
        }
        if (visit == currentVisit && !deleted) {
            goOn(new HoldCheck.Known(hold));
        }
        if (settled != VisitProgress.Settled.NOT && !settledTold) {
            told.merge(currentVisit + " " + settled, 1, Integer::sum);
            settledTold = !lostBeforeToldIsWritten;
        }
    }

    private void goOn(HoldCheck view) {
        var now = new VisitProgress(currentPlan, attempts(), settled);
        for (var work : LaneEngine.work(now, Set.of("D"), view)) {
            switch (work) {
                case LaneWork.Start(var agent, int ordinal, boolean held, _) ->
                        queue(
                                agent,
                                ordinal,
                                held ? SimulatedRun.State.HELD : SimulatedRun.State.QUEUED);
                case LaneWork.Skip(var agent, int ordinal) ->
                        queue(agent, ordinal, SimulatedRun.State.SKIPPED);
                case LaneWork.Hold _ -> {}
                case LaneWork.Release(var run) -> row(run).go(SimulatedRun.State.QUEUED);
                case LaneWork.Settle(var how) -> {
                    settled = how;
                    settledTold = false;
                }
            }
        }
    }

    /** The visit of a run that is over may go on. */
    void ended(SimulatedRun run) {
        if (run.visit != currentVisit || cursor.deleted()) {
            return;
        }
        settled = VisitProgress.Settled.NOT;
        settledTold = false;
        goOn(new HoldCheck.Unknown());
    }

    private List<VisitRun> attempts() {
        return runs.values().stream()
                .filter(row -> row.visit == currentVisit)
                .map(row -> new VisitRun(row.id, row.agent, row.ordinal, row.attempt()))
                .toList();
    }

    private void queue(String agent, int ordinal, SimulatedRun.State state) {
        // the trigger is unique, as in the table
        runs.computeIfAbsent(
                currentVisit + "/" + agent + "/" + ordinal,
                key -> new SimulatedRun(key, currentVisit, agent, ordinal, state));
    }

    private SimulatedRun row(UUID run) {
        return runs.values().stream().filter(row -> row.id.equals(run)).findFirst().orElseThrow();
    }

    private void supersede(int current) {
        runs.values().stream()
                .filter(row -> row.visit < current && !row.isOver())
                .forEach(SimulatedRun::stop);
    }

    private void cancel() {
        runs.values().stream()
                .filter(row -> !row.isOver())
                .skip(random.nextInt(3))
                .findFirst()
                .ifPresent(row -> {
                    row.stop();
                    if (row.isOver()) {
                        ended(row);
                    }
                });
    }

    // a person's word is the result of the step that waits, written once under the run's lock
    private void decide() {
        runs.values().stream()
                .filter(row -> row.state == SimulatedRun.State.WAITING)
                .findFirst()
                .ifPresent(row -> {
                    boolean approves = random.nextInt(3) > 0;
                    row.journal.put(
                            row.waitsAt,
                            JSON.objectNode().put(approves ? "approvedBy" : "rejectedBy", "user"));
                    count(approves ? "approved" : "rejected");
                    row.go(SimulatedRun.State.QUEUED);
                });
    }

    void count(String transition) {
        transitions.merge(transition, 1, Integer::sum);
    }

    private void retry() {
        var failed =
                runs.values().stream()
                        .filter(row ->
                                row.visit == currentVisit && row.state == SimulatedRun.State.FAILED)
                        .findFirst();
        if (failed.isPresent() && !cursor.deleted()) {
            var row = failed.get();
            var key = "retry/" + row.key + "/" + random.nextInt(3);
            runs.computeIfAbsent(
                    key,
                    _ ->
                            new SimulatedRun(
                                    key,
                                    currentVisit,
                                    row.agent,
                                    row.ordinal,
                                    SimulatedRun.State.HELD));
        }
    }

    private void crash() {
        if (!workers.isEmpty() && faults < 12) {
            workers.remove(random.nextInt(workers.size()));
            faults++;
        }
    }

    // some leases run out although their holder lives: it goes on as a zombie
    private void expire() {
        runs.values().stream()
                .filter(row -> row.state == SimulatedRun.State.RUNNING)
                .filter(row ->
                        workers.stream().noneMatch(worker -> worker.owns(row))
                                || faults < 12 && random.nextInt(10) == 0)
                .forEach(row -> {
                    row.leased = false;
                    faults++;
                });
    }

    private void claim() {
        runs.values().stream()
                .filter(row ->
                        row.state == SimulatedRun.State.QUEUED
                                || row.state == SimulatedRun.State.RUNNING && !row.leased)
                .findFirst()
                .ifPresent(row -> {
                    row.epoch++;
                    row.leased = true;
                    row.go(SimulatedRun.State.RUNNING);
                    workers.add(new SimulatedWorker(this, row, row.epoch));
                });
    }

    private LanePlan newPlan() {
        return new LanePlan(some(3), some(2), random.nextInt(5) == 0);
    }

    private List<String> some(int most) {
        return random.ints(random.nextInt(most + 1), 0, AGENTS.size())
                .mapToObj(AGENTS::get)
                .toList();
    }
}
