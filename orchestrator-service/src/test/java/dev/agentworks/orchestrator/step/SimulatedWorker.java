package dev.agentworks.orchestrator.step;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.client.Completion;
import dev.agentworks.orchestrator.step.plan.AbortPlan;
import dev.agentworks.orchestrator.step.plan.HeldChanges;
import dev.agentworks.orchestrator.step.plan.NextStep;
import dev.agentworks.orchestrator.step.plan.StepPlanner;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Whoever holds a run, or believes it does. */
final class SimulatedWorker {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final BigDecimal CAP = new BigDecimal(1000);

    private final Simulation world;
    private final SimulatedBoard board;
    private final SimulatedRouter router;
    private final SimulatedRun row;
    private final int epoch;
    // read once, as whoever claims a run does: a zombie goes on from what it knew
    private final Map<String, JsonNode> journal;
    private @Nullable String open;

    SimulatedWorker(Simulation world, SimulatedRun row, int epoch) {
        this.world = world;
        this.board = world.board;
        this.router = world.router;
        this.row = row;
        this.epoch = epoch;
        this.journal = new LinkedHashMap<>(row.journal);
        this.open = row.open;
    }

    boolean owns(SimulatedRun other) {
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
                    row.go(SimulatedRun.State.WAITING);
                    world.count("asked");
                });
                yield false;
            }
            case NextStep.Apply apply -> apply(apply, lost);
            case NextStep.Release release -> {
                if (release.approver().isEmpty()) {
                    throw new AssertionError("nobody approved what is released of " + row.key);
                }
                world.count("released");
                yield board.release(row.key)
                        && !lost
                        && done(release.path(), JSON.objectNode().put("changes", 1));
            }
            case NextStep.Complete complete -> {
                // the board applies a key once
                world.effects.putIfAbsent(row.key + complete.path(), 1);
                if (!lost) {
                    commit(() -> {
                        row.journal.put(complete.path(), JSON.objectNode());
                        end(SimulatedRun.State.COMPLETED);
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
        router.complete(key);
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
                    world.effects.putIfAbsent(row.key + tool.path(), 1);
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
        world.count(answer == null ? "overtaken" : answer.has("commit") ? "applied" : "conflict");
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
            commit(() -> end(SimulatedRun.State.FAILED));
            return false;
        }
        return done(AbortPlan.PATH, plan.journaled());
    }

    // forward only, each part by a key of its own
    private boolean undo(NextStep next, boolean lost) {
        return switch (next) {
            case NextStep.Compensate compensate -> {
                world.count("undone " + compensate.undo());
                switch (compensate.undo()) {
                    case CALLS -> router.end(row.key + open);
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
                    end(SimulatedRun.State.FAILED);
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
        return router.outcome(journaled.path("key").asString());
    }

    // every write carries the epoch: a lost lease writes nothing
    private boolean commit(Runnable change) {
        if (row.epoch != epoch || row.state != SimulatedRun.State.RUNNING) {
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

    private void end(SimulatedRun.State state) {
        row.go(state);
        world.ended(row);
    }
}
