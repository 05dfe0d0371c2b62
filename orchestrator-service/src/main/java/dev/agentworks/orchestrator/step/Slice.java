package dev.agentworks.orchestrator.step;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.client.Interruption;
import dev.agentworks.orchestrator.outgoing.Line;
import dev.agentworks.orchestrator.run.Journal;
import dev.agentworks.orchestrator.run.LeaseLost;
import dev.agentworks.orchestrator.run.Run;
import dev.agentworks.orchestrator.run.RunChange;
import dev.agentworks.orchestrator.run.RunSettings;
import dev.agentworks.orchestrator.run.StepRecord;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** One claim of a run: steps are taken until the run ends, has to wait, or its turn is over. */
final class Slice {

    private static final Logger LOG = LoggerFactory.getLogger(Slice.class);
    private static final int TRIES_TO_FIND_OUT = 3;
    private static final Duration STUMBLED = Duration.ofSeconds(5);

    private final StepActors actors;
    private final Journal journal;
    private final RunSettings settings;
    private final Interruption interruption;
    private final Journaled steps;
    private final long began = System.nanoTime();
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
        this.steps = actors.read(journal.steps(claimed.id()));
    }

    /** The pause after which the run wants to go on, when it has to wait; else none. */
    @Nullable Duration run() {
        try {
            return take();
        } catch (LeaseLost lost) {
            throw lost;
        } catch (RuntimeException unexpected) {
            LOG.warn("run {} stumbled", run.id(), unexpected);
            var line = Line.warn("waiting: something went wrong inside, trying again");
            journal.commit(run, RunChange.stumbled(STUMBLED).line(line), null, null);
            return STUMBLED;
        }
    }

    private @Nullable Duration take() {
        while (true) {
            var next = steps.next();
            if (givenBack() || parked()) {
                return null;
            }
            var ending = steps.isEnding() ? null : endBefore(next);
            if (ending != null) {
                decideEnd(ending, null);
                if (run.isOver()) {
                    return null;
                }
                continue;
            }
            if (next instanceof Next.End(var decided)) {
                end(RunChange.none(), decided);
                return null;
            }
            if (next instanceof Next.Close(var finish)) {
                journal.commit(run, completed(finish), null, null);
                return null;
            }
            var step = begun(next);
            switch (attempt(next, step)) {
                case StepOutcome.Finished finished -> record(next, step, finished);
                case StepOutcome.Later(var pause, boolean newCall, var change) -> {
                    journal.again(
                            run, change.moveTo(RunStatus.WAITING).wakeIn(pause), step, newCall);
                    return pause;
                }
                case StepOutcome.Paused(var change) -> {
                    journal.commit(run, change, null, null);
                    return null;
                }
                case StepOutcome.Stuck(var code, var message, boolean newCall, var change) -> {
                    run = journal.again(run, parking(change, code, message), step, newCall);
                    return null;
                }
                case StepOutcome.Failed(var code, var message, var change) ->
                        decideEnd(failed(code, message, step), change);
                // why, is looked at before the next step
                case StepOutcome.Halted() -> {}
            }
            if (run.isOver()) {
                return null;
            }
        }
    }

    // on shutdown somebody else goes on at once; with the lease lost the commit finds out and
    // writes nothing
    private boolean givenBack() {
        var reason = interruption.reason();
        boolean halted =
                reason == Interruption.Reason.SHUTDOWN || reason == Interruption.Reason.LEASE_LOST;
        if (halted || System.nanoTime() - began > settings.slice().toNanos()) {
            journal.commit(run, RunChange.back(), null, null);
            actors.reached(Checkpoints.Point.GIVEN_BACK);
            return true;
        }
        return false;
    }

    private boolean parked() {
        if (run.recoveries() <= settings.maxRecoveries() || steps.isEnding()) {
            return false;
        }
        park(
                "worker-lost-too-often",
                "Its worker was lost, or something went wrong inside, %d times. The log says what was tried last."
                        .formatted(run.recoveries()));
        return true;
    }

    private void park(String code, String message) {
        run = journal.commit(run, parking(RunChange.none(), code, message), null, null);
    }

    private static RunChange parking(RunChange change, String code, String message) {
        return change.moveTo(RunStatus.PARKED)
                .error(code, message)
                .waitingFor(code, message)
                .line(Line.error("parked: " + message));
    }

    private @Nullable Ending endBefore(Next next) {
        if (next instanceof Next.GiveUp(var status, var code, var message)) {
            return new Ending(status, code, message, leftBehind(null));
        }
        // an answer that is being handed in is handed in: the work is done
        boolean handsIn =
                next instanceof Next.Apply
                        || next instanceof Next.Complete
                        || next instanceof Next.Close;
        if (handsIn && run.stopReason() != Run.StopReason.GIVEN_UP) {
            return null;
        }
        var stop = stopWanted();
        return stop == null || isHalfDone(next)
                ? null
                : new Ending(stop.status(), stop.code(), stop.sentence(), leftBehind(null));
    }

    // what an earlier worker may have changed under a key is found out first: only what is known
    // can
    // be undone
    private boolean isHalfDone(Next next) {
        if (!(next instanceof Next.CallTool(_, _, var call)) || !actors.isKeyed(call.name())) {
            return false;
        }
        var step = steps.begun(next.path());
        return step != null && step.resumed() && step.attempts() < TRIES_TO_FIND_OUT;
    }

    private Run.@Nullable StopReason stopWanted() {
        return switch (interruption.reason()) {
            case CANCELLED -> Run.StopReason.CANCELLED;
            case DEADLINE -> Run.StopReason.DEADLINE;
            case LEASE_LOST, SHUTDOWN -> null;
            case null -> run.stopReason();
        };
    }

    private Ending failed(String code, String message, @Nullable StepRecord failing) {
        return new Ending(RunStatus.FAILED, code, message, leftBehind(failing));
    }

    // a call that has failed is not under way any more
    private List<Ending.Undo> leftBehind(@Nullable StepRecord failing) {
        boolean openCall = failing == null && steps.openCall() != null;
        return Ending.leftBehind(steps.done(), openCall);
    }

    private void decideEnd(Ending ending, @Nullable RunChange spent) {
        var change = spent == null ? RunChange.none() : spent;
        if (ending.undo().isEmpty()) {
            end(change, ending);
            return;
        }
        var result = ending.journaled();
        run = journal.decide(run, change, Ending.PATH, StepRecord.Kind.END, result);
        steps.finish(Ending.PATH, result);
        actors.reached(Checkpoints.Point.END_DECIDED);
    }

    private void end(RunChange change, Ending ending) {
        var line =
                ending.status() == RunStatus.FAILED
                        ? Line.error(ending.message())
                        : Line.warn("cancelled: " + ending.message());
        run =
                journal.commit(
                        run,
                        change.moveTo(ending.status())
                                .error(ending.code(), ending.message())
                                .line(line),
                        null,
                        null);
    }

    private static RunChange completed(JsonNode finish) {
        var summary = finish.path("summary").asString("");
        return RunChange.to(RunStatus.COMPLETED)
                .progress(100)
                .summary(summary)
                .line(Line.info("completed: " + summary));
    }

    private StepRecord begun(Next next) {
        var step = steps.begun(next.path());
        if (step != null) {
            return step;
        }
        if (next instanceof Next.ReadContext) {
            // reading changes nothing anywhere: who finds no beginning reads again
            return fresh(next);
        }
        run =
                journal.commit(
                        run,
                        Opening.of(RunChange.none(), next, steps),
                        null,
                        new Journal.Intent(next.path(), next.kind()));
        return fresh(next);
    }

    private StepRecord fresh(Next next) {
        var step = actors.fresh(run, next);
        steps.begin(step);
        return step;
    }

    private StepOutcome attempt(Next next, StepRecord step) {
        try {
            return actors.act(run, next, step, steps, interruption);
        } catch (RemoteProblem unreachable) {
            var why = "waiting: %s does not answer".formatted(unreachable.service());
            return new StepOutcome.Later(
                    Backoff.after(step.attempts()),
                    false,
                    RunChange.none().line(Line.warn(why).in(step.path())));
        }
    }

    // one commit: this step is done, the next one begins
    private void record(Next now, StepRecord step, StepOutcome.Finished finished) {
        steps.finish(step.path(), finished.result());
        boolean unwritten = now instanceof Next.ReadContext && !step.resumed();
        var ending =
                new Journal.Done(
                        step.path(),
                        step.kind(),
                        finished.result(),
                        unwritten ? Duration.ofNanos(System.nanoTime() - began) : null);
        var change = finished.change();
        if (now instanceof Next.Complete) {
            run = journal.commit(run, change, ending, null);
            return;
        }
        if (now instanceof Next.CallModel(int turn, _)) {
            change.progress(10 + 80 * turn / (turn + 3));
        }
        var next = steps.next();
        if (next instanceof Next.GiveUp || next instanceof Next.End || next instanceof Next.Close) {
            run = journal.commit(run, change, ending, null);
        } else {
            run =
                    journal.commit(
                            run,
                            Opening.of(change, next, steps),
                            ending,
                            new Journal.Intent(next.path(), next.kind()));
            fresh(next);
        }
        actors.reached(Checkpoints.Point.STEP_RECORDED);
    }
}
