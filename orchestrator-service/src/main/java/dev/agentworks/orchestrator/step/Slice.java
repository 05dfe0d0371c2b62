package dev.agentworks.orchestrator.step;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.client.Interruption;
import dev.agentworks.orchestrator.outgoing.Line;
import dev.agentworks.orchestrator.run.Journal;
import dev.agentworks.orchestrator.run.Run;
import dev.agentworks.orchestrator.run.RunChange;
import dev.agentworks.orchestrator.run.RunSettings;
import dev.agentworks.orchestrator.run.StepRecord;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** One claim of a run: steps are taken until the run ends, has to wait, or its turn is over. */
final class Slice {

    private final StepActors actors;
    private final Journal journal;
    private final RunSettings settings;
    private final Interruption interruption;
    private final Instant turnOver;
    private final Map<String, JsonNode> done = new HashMap<>();
    private @Nullable StepRecord begun;
    private Run run;

    Slice(
            Run claimed,
            StepActors actors,
            Journal journal,
            RunSettings settings,
            Interruption interruption) {
        this.run = claimed;
        this.actors = actors;
        this.journal = journal;
        this.settings = settings;
        this.interruption = interruption;
        this.turnOver = actors.now().plus(settings.slice());
        for (var step : journal.steps(claimed.id())) {
            if (step.done()) {
                done.put(step.path(), step.result());
            } else {
                begun = step;
            }
        }
    }

    /** The pause after which the run wants to go on, when it has to wait; else none. */
    @Nullable Duration run() {
        while (true) {
            var end = endBeforeNextStep();
            if (end != null) {
                journal.commit(run, end, null, null);
                return null;
            }
            var next = next();
            if (next instanceof Next.GiveUp(var code, var message)) {
                journal.commit(run, RunChange.failed(code, message), null, null);
                return null;
            }
            var step = begun(next);
            switch (attempt(next, step)) {
                case StepOutcome.Finished finished -> record(next, step, finished);
                case StepOutcome.Failed(var change) -> {
                    journal.commit(run, change, null, null);
                    return null;
                }
                case StepOutcome.Halted(var change) -> {
                    journal.commit(run, halted(change), null, null);
                    return null;
                }
                case StepOutcome.Later later -> {
                    return waits(step, later);
                }
            }
            if (run.isOver()) {
                return null;
            }
        }
    }

    private @Nullable RunChange endBeforeNextStep() {
        var stop = run.stopReason();
        // an answer that is being handed in is handed in: the work is done
        if (stop != null && run.status() != RunStatus.FINALIZING) {
            return cancelled(RunChange.none(), stop);
        }
        if (interruption.reason() != null) {
            return halted(RunChange.none());
        }
        if (run.recoveries() > settings.maxRecoveries()) {
            return RunChange.to(RunStatus.PARKED)
                    .error(
                            "worker-lost-too-often",
                            "The run's worker was lost %d times.".formatted(run.recoveries()))
                    .line(Line.error("parked: its worker was lost too often"));
        }
        var deadline = run.deadlineAt();
        if (deadline != null && actors.now().isAfter(deadline)) {
            return RunChange.failed("deadline-exceeded", "The run did not end within its time.");
        }
        return actors.now().isAfter(turnOver) ? RunChange.back() : null;
    }

    private Next next() {
        return Script.next(done, actors::completion, settings.maxTurns(), settings.maxCost());
    }

    private StepRecord begun(Next next) {
        if (begun == null || !begun.path().equals(next.path())) {
            run =
                    journal.commit(
                            run, opening(next), null, new Journal.Intent(next.path(), next.kind()));
            begun = actors.fresh(run, next);
        }
        return begun;
    }

    private StepOutcome attempt(Next next, StepRecord step) {
        try {
            return act(next, step);
        } catch (RemoteProblem unreachable) {
            var why = "waiting: %s does not answer".formatted(unreachable.service());
            return new StepOutcome.Later(
                    Backoff.after(step.attempts()),
                    false,
                    RunChange.none().line(Line.warn(why).in(step.path())));
        }
    }

    private StepOutcome act(Next next, StepRecord step) {
        return switch (next) {
            case Next.ReadContext _ -> actors.context().act(run);
            case Next.CallModel call ->
                    actors.model().act(run, step, snapshot(), call, interruption);
            case Next.CallTool call -> actors.tool().act(run, step, snapshot(), call.call(), done);
            case Next.Complete(var finish) -> actors.complete().act(run, step, finish);
            case Next.GiveUp _ -> throw new IllegalStateException("giving up is no step");
        };
    }

    // one commit: this step is done, the next one begins
    private void record(Next now, StepRecord step, StepOutcome.Finished finished) {
        done.put(step.path(), finished.result());
        var ending = new Journal.Done(step.path(), finished.result());
        if (now instanceof Next.Complete) {
            run = journal.commit(run, finished.change(), ending, null);
            return;
        }
        var next = next();
        var change = finished.change();
        if (now instanceof Next.CallModel(int turn, _)) {
            change.progress(10 + 80 * turn / (turn + 3));
        }
        if (next instanceof Next.GiveUp) {
            run = journal.commit(run, change, ending, null);
            begun = null;
        } else {
            run =
                    journal.commit(
                            run,
                            opened(change, next),
                            ending,
                            new Journal.Intent(next.path(), next.kind()));
            begun = actors.fresh(run, next);
        }
        actors.recorded();
    }

    private RunChange opening(Next next) {
        return opened(RunChange.none(), next);
    }

    private RunChange opened(RunChange change, Next next) {
        return switch (next) {
            case Next.CallModel call ->
                    change.line(
                            Line.info(
                                            "asks %s (turn %d)"
                                                    .formatted(snapshot().model(), call.turn()))
                                    .in(call.path()));
            case Next.Complete _ -> change.moveTo(RunStatus.FINALIZING);
            case Next.ReadContext _, Next.CallTool _, Next.GiveUp _ -> change;
        };
    }

    private Duration waits(StepRecord step, StepOutcome.Later later) {
        var change = later.change().moveTo(RunStatus.WAITING).wakeIn(later.pause());
        journal.again(run, change, step, later.newCall());
        return later.pause();
    }

    private RunChange halted(RunChange change) {
        var reason = interruption.reason();
        if (reason == Interruption.Reason.CANCELLED) {
            return cancelled(change, Run.StopReason.CANCELLED);
        }
        // on shutdown somebody else goes on at once; with the lease lost the commit finds out and
        // writes nothing
        return change.moveTo(RunStatus.QUEUED).wakeIn(Duration.ZERO).poke();
    }

    private static RunChange cancelled(RunChange change, Run.StopReason reason) {
        return switch (reason) {
            case CANCELLED ->
                    change.moveTo(RunStatus.CANCELLED)
                            .error("cancelled", "A person cancelled the run.")
                            .line(Line.warn("cancelled by a person"));
            case SUPERSEDED ->
                    change.moveTo(RunStatus.CANCELLED)
                            .error(
                                    "superseded",
                                    "The card left the lane before the agent was done.")
                            .line(Line.warn("cancelled: the card left the lane"));
        };
    }

    private Snapshot snapshot() {
        return actors.snapshot(done);
    }
}
