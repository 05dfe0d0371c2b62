package dev.agentworks.orchestrator.step;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.client.Completion;
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
import dev.agentworks.orchestrator.step.plan.AbortPlan;
import dev.agentworks.orchestrator.step.plan.HeldChanges;
import dev.agentworks.orchestrator.step.plan.NextStep;
import dev.agentworks.orchestrator.step.plan.StepPlanner;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * One card, its visits and runs under a seeded scheduler: the pure decisions are the product's, all
 * around them is a small store whose transactions are whole or not at all. Whatever is not a
 * transaction may be cut off after any part.
 */
final class Simulation {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final List<String> AGENTS = List.of("A", "B", "C", "D");
    private static final BigDecimal CAP = new BigDecimal(1000);

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
    final Map<String, Row> runs = new LinkedHashMap<>();
    // the router's ledger
    final Map<String, Integer> dispatches = new HashMap<>();
    private final Map<String, Completion> outcomes = new HashMap<>();
    final Map<String, Integer> effects = new HashMap<>();
    private final Set<String> endedCalls = new HashSet<>();
    private final List<Worker> workers = new ArrayList<>();
    final SimulatedBoard board;
    final Map<String, Integer> transitions = new TreeMap<>();
    int faults;

    Simulation(long seed) {
        random = new Random(seed);
        board = new SimulatedBoard(random);
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
                && runs.values().stream().allMatch(Row::isOver)
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
                        queue(agent, ordinal, held ? Row.State.HELD : Row.State.QUEUED);
                case LaneWork.Skip(var agent, int ordinal) ->
                        queue(agent, ordinal, Row.State.SKIPPED);
                case LaneWork.Hold _ -> {}
                case LaneWork.Release(var run) -> row(run).go(Row.State.QUEUED);
                case LaneWork.Settle(var how) -> {
                    settled = how;
                    settledTold = false;
                }
            }
        }
    }

    private void ended() {
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

    private void queue(String agent, int ordinal, Row.State state) {
        // the trigger is unique, as in the table
        runs.computeIfAbsent(
                currentVisit + "/" + agent + "/" + ordinal,
                key -> new Row(key, currentVisit, agent, ordinal, state));
    }

    private Row row(UUID run) {
        return runs.values().stream().filter(row -> row.id.equals(run)).findFirst().orElseThrow();
    }

    private void supersede(int current) {
        runs.values().stream()
                .filter(row -> row.visit < current && !row.isOver())
                .forEach(Row::stop);
    }

    private void cancel() {
        runs.values().stream()
                .filter(row -> !row.isOver())
                .skip(random.nextInt(3))
                .findFirst()
                .ifPresent(row -> {
                    row.stop();
                    if (row.isOver() && row.visit == currentVisit && !cursor.deleted()) {
                        ended();
                    }
                });
    }

    // a person's word is the result of the step that waits, written once under the run's lock
    private void decide() {
        runs.values().stream()
                .filter(row -> row.state == Row.State.WAITING)
                .findFirst()
                .ifPresent(row -> {
                    boolean approves = random.nextInt(3) > 0;
                    row.journal.put(
                            row.waitsAt,
                            JSON.objectNode().put(approves ? "approvedBy" : "rejectedBy", "user"));
                    count(approves ? "approved" : "rejected");
                    row.go(Row.State.QUEUED);
                });
    }

    private void count(String transition) {
        transitions.merge(transition, 1, Integer::sum);
    }

    private void retry() {
        var failed =
                runs.values().stream()
                        .filter(row -> row.visit == currentVisit && row.state == Row.State.FAILED)
                        .findFirst();
        if (failed.isPresent() && !cursor.deleted()) {
            var row = failed.get();
            var key = "retry/" + row.key + "/" + random.nextInt(3);
            runs.computeIfAbsent(
                    key, _ -> new Row(key, currentVisit, row.agent, row.ordinal, Row.State.HELD));
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
                .filter(row -> row.state == Row.State.RUNNING)
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
                        row.state == Row.State.QUEUED
                                || row.state == Row.State.RUNNING && !row.leased)
                .findFirst()
                .ifPresent(row -> {
                    row.epoch++;
                    row.leased = true;
                    row.go(Row.State.RUNNING);
                    workers.add(new Worker(row, row.epoch));
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

    // the vendor is asked at most once for a key, whoever asks
    private Completion complete(String key) {
        return outcomes.computeIfAbsent(
                key,
                _ -> {
                    dispatches.merge(key, 1, Integer::sum);
                    int kind = random.nextInt(8);
                    var calls = new ArrayList<Completion.ToolCall>();
                    if (kind < 4) {
                        calls.add(
                                call(
                                        kind == 3
                                                ? "update_card"
                                                : kind == 1 ? "write_file" : "write"));
                        calls.add(call(kind == 0 ? "wrong" : "read"));
                    } else if (kind < 7) {
                        calls.add(call("finish"));
                    }
                    return new Completion(
                            key,
                            Completion.State.SUCCEEDED,
                            null,
                            null,
                            true,
                            "text",
                            calls,
                            "stop",
                            null,
                            BigDecimal.ONE,
                            BigDecimal.ONE,
                            null);
                });
    }

    private static Completion.ToolCall call(String name) {
        return new Completion.ToolCall("id", name, JSON.objectNode().put("summary", name), null);
    }

    /** A run's row, its journal and what was announced of it. */
    static final class Row {

        final String key;
        final UUID id;
        final int visit;
        final String agent;
        final int ordinal;
        final Map<String, JsonNode> journal = new LinkedHashMap<>();
        final Map<Integer, State> events = new LinkedHashMap<>();
        final Map<Integer, Worker> writers = new HashMap<>();
        State state;

        /** The model call that was begun last; the step that waits for a person. */
        @Nullable String open;

        @Nullable String begun;

        String waitsAt = "";
        boolean stopWanted;
        boolean leased;
        int epoch;
        int written;

        enum State {
            HELD,
            QUEUED,
            RUNNING,
            WAITING,
            COMPLETED,
            FAILED,
            SKIPPED
        }

        Row(String key, int visit, String agent, int ordinal, State state) {
            this.key = key;
            this.id = UUID.nameUUIDFromBytes(key.getBytes(java.nio.charset.StandardCharsets.UTF_8));
            this.visit = visit;
            this.agent = agent;
            this.ordinal = ordinal;
            this.state = state;
            events.put(1, state);
        }

        boolean isOver() {
            return switch (state) {
                case HELD, QUEUED, RUNNING, WAITING -> false;
                case COMPLETED, FAILED, SKIPPED -> true;
            };
        }

        void go(State next) {
            if (isOver()) {
                throw new AssertionError(key + " was over as " + state + " and became " + next);
            }
            state = next;
            if (events.put(events.size() + 1, next) != null) {
                throw new AssertionError("two events under one number of " + key);
            }
        }

        void stop() {
            if (journal.isEmpty() && state != State.RUNNING) {
                go(State.FAILED);
                return;
            }
            // what it began is undone by whoever takes it next
            stopWanted = true;
            if (state == State.WAITING) {
                go(State.QUEUED);
            }
        }

        boolean isRisky() {
            return agent.equals("B") || agent.equals("C");
        }

        ObjectNode config() {
            var config = JSON.objectNode().put("risk", isRisky() ? "high" : "low");
            config.putArray("tools").addObject().put("name", "write_file");
            return config;
        }

        VisitRun.State attempt() {
            return switch (state) {
                case HELD -> VisitRun.State.HELD;
                case QUEUED, RUNNING, WAITING -> VisitRun.State.OPEN;
                case COMPLETED -> VisitRun.State.COMPLETED;
                case FAILED -> VisitRun.State.FAILED;
                case SKIPPED -> VisitRun.State.SKIPPED;
            };
        }
    }

    /** Whoever holds a run, or believes it does. */
    final class Worker {

        private final Row row;
        private final int epoch;
        // read once, as whoever claims a run does: a zombie goes on from what it knew
        private final Map<String, JsonNode> journal;
        private @Nullable String open;

        Worker(Row row, int epoch) {
            this.row = row;
            this.epoch = epoch;
            this.journal = new LinkedHashMap<>(row.journal);
            this.open = row.open;
        }

        boolean owns(Row other) {
            return row == other && row.epoch == epoch;
        }

        /** One step: decided from the journal, acted, committed; lost in between when told so. */
        boolean step(boolean lost) {
            var next = StepPlanner.next(journal, this::read, 30, CAP);
            if (journal.containsKey(AbortPlan.PATH)) {
                return undo(next, lost);
            }
            var plan = abortBefore(next);
            if (plan != null) {
                return !lost && abort(plan);
            }
            return switch (next) {
                case NextStep.ReadContext read -> !lost && done(read.path(), row.config());
                case NextStep.CallModel call -> ask(call.path(), lost);
                case NextStep.CallTool tool -> {
                    if (!commit(() -> row.begun = tool.path())) {
                        yield false;
                    }
                    var result = called(tool);
                    yield !lost && done(tool.path(), result);
                }
                case NextStep.Propose propose -> {
                    int files = board.propose(row.key);
                    var result = JSON.objectNode().put("files", files).put("digest", row.key);
                    yield !lost && done(propose.path(), result);
                }
                case NextStep.AskApproval approval -> {
                    commit(() -> {
                        row.waitsAt = approval.path();
                        row.leased = false;
                        row.go(Row.State.WAITING);
                        count("asked");
                    });
                    yield false;
                }
                case NextStep.Apply apply -> apply(apply, lost);
                case NextStep.Release release -> {
                    if (release.approver().isEmpty()) {
                        throw new AssertionError("nobody approved what is released of " + row.key);
                    }
                    count("released");
                    yield board.release(row.key)
                            && !lost
                            && done(release.path(), JSON.objectNode().put("changes", 1));
                }
                case NextStep.Complete complete -> {
                    // the board applies a key once
                    effects.putIfAbsent(row.key + complete.path(), 1);
                    if (!lost) {
                        commit(() -> {
                            row.journal.put(complete.path(), JSON.objectNode());
                            end(Row.State.COMPLETED);
                        });
                    }
                    yield false;
                }
                case NextStep.GiveUp _, NextStep.Close _, NextStep.Compensate _, NextStep.End _ ->
                        throw new AssertionError("not before the end is decided: " + next);
            };
        }

        private boolean ask(String path, boolean lost) {
            if (!commit(() -> row.open = path)) {
                return false;
            }
            open = path;
            var key = row.key + path;
            if (endedCalls.contains(key)) {
                throw new AssertionError("a call was made that had been ended: " + key);
            }
            complete(key);
            return !lost && done(path, JSON.objectNode().put("key", key));
        }

        private ObjectNode called(NextStep.CallTool tool) {
            var name = tool.call().name();
            var result =
                    JSON.objectNode()
                            .put("tool", name)
                            .put("isError", name.equals("wrong"))
                            .put("content", "ok");
            switch (name) {
                case "write" -> {
                    if (row.isRisky()) {
                        board.hold(row.key);
                        result.put(HeldChanges.MARK, true);
                    } else {
                        effects.putIfAbsent(row.key + tool.path(), 1);
                    }
                }
                case "write_file" -> board.stage(row.key, tool.path());
                case "update_card" -> {
                    board.status(row.key + tool.path(), row.key);
                    result.put(AbortPlan.CARD_STATUS, row.key);
                }
                default -> {}
            }
            return result;
        }

        private boolean apply(NextStep.Apply apply, boolean lost) {
            if (row.isRisky() && apply.approver() == null) {
                throw new AssertionError("nobody approved what is applied of " + row.key);
            }
            var answer = board.apply(row.key, apply.approver());
            count(answer == null ? "overtaken" : answer.has("commit") ? "applied" : "conflict");
            return answer != null && !lost && done(apply.path(), answer);
        }

        // as the product does before each step
        private @Nullable AbortPlan abortBefore(NextStep next) {
            boolean openCall = open != null && !journal.containsKey(open);
            boolean holding = row.isRisky() && row.begun != null && !journal.containsKey(row.begun);
            var undo = AbortPlan.leftBehind(journal, openCall, holding);
            if (next instanceof NextStep.GiveUp(var status, var code, var message)) {
                return new AbortPlan(status, code, message, undo);
            }
            boolean handsIn =
                    next instanceof NextStep.Apply
                            || next instanceof NextStep.Release
                            || next instanceof NextStep.Complete
                            || next instanceof NextStep.Close;
            // what was begun under a key is found out before it is undone
            boolean halfDone = next instanceof NextStep.CallTool && next.path().equals(row.begun);
            return row.stopWanted && !handsIn && !halfDone
                    ? new AbortPlan(RunStatus.CANCELLED, "cancelled", "stopped", undo)
                    : null;
        }

        private boolean abort(AbortPlan plan) {
            if (plan.undo().isEmpty()) {
                commit(() -> end(Row.State.FAILED));
                return false;
            }
            return done(AbortPlan.PATH, plan.journaled());
        }

        // forward only, each part by a key of its own
        private boolean undo(NextStep next, boolean lost) {
            return switch (next) {
                case NextStep.Compensate compensate -> {
                    count("undone " + compensate.undo());
                    switch (compensate.undo()) {
                        case CALLS -> endedCalls.add(row.key + open);
                        case FILES -> board.discard(row.key);
                        case CHANGES -> board.drop(row.key);
                        case CARD ->
                                board.restore(
                                        row.key + compensate.path(),
                                        AbortPlan.statusSet(journal),
                                        SimulatedBoard.UNTOUCHED);
                    }
                    yield !lost && done(compensate.path(), JSON.objectNode());
                }
                case NextStep.End _ -> {
                    commit(() -> {
                        if (board.isApplied(row.key)
                                || board.hasFiles(row.key)
                                || board.holds(row.key)
                                || board.isReleased(row.key)
                                || board.status().equals(row.key)) {
                            throw new AssertionError(row.key + " ended and left something behind");
                        }
                        end(Row.State.FAILED);
                    });
                    yield false;
                }
                default -> throw new AssertionError("back from the end to " + next);
            };
        }

        private boolean done(String path, JsonNode result) {
            journal.put(path, result);
            return commit(() -> row.journal.put(path, result));
        }

        private Completion read(JsonNode journaled) {
            return Objects.requireNonNull(outcomes.get(journaled.path("key").asString()));
        }

        // every write carries the epoch: a lost lease writes nothing
        private boolean commit(Runnable change) {
            if (row.epoch != epoch || row.state != Row.State.RUNNING) {
                return false;
            }
            var writer = row.writers.putIfAbsent(epoch, this);
            if (writer != null && writer != this || epoch < row.written) {
                throw new AssertionError("I4: two holders wrote " + row.key);
            }
            row.written = epoch;
            change.run();
            return true;
        }

        private void end(Row.State state) {
            row.go(state);
            if (row.visit == currentVisit && !cursor.deleted()) {
                ended();
            }
        }
    }
}
