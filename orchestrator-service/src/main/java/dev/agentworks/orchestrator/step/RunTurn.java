package dev.agentworks.orchestrator.step;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.client.Interruption;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.run.Journal;
import dev.agentworks.orchestrator.run.LeaseLostException;
import dev.agentworks.orchestrator.run.RunSettings;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.StepDone;
import dev.agentworks.orchestrator.run.model.StepIntent;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.run.model.StepRetry;
import dev.agentworks.orchestrator.run.model.StopReason;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import dev.agentworks.orchestrator.step.handler.Backoff;
import dev.agentworks.orchestrator.step.handler.StepHandlers;
import dev.agentworks.orchestrator.step.handler.StepOutcome;
import dev.agentworks.orchestrator.step.plan.AbortPlan;
import dev.agentworks.orchestrator.step.plan.NextStep;
import dev.agentworks.orchestrator.step.plan.RunHistory;
import dev.agentworks.starter.servicetoken.RemoteProblem;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** One claim of a run: steps are taken until the run ends, has to wait, or its turn is over. */
final class RunTurn {

    private static final Logger LOG = LoggerFactory.getLogger(RunTurn.class);
    private static final int TRIES_TO_FIND_OUT = 3;
    private static final Duration INTERNAL_ERROR_PAUSE = Duration.ofSeconds(5);

    private final StepHandlers handlers;
    private final Journal journal;
    private final RunSettings settings;
    private final Interruption interruption;
    private final RunHistory history;
    private final long began = System.nanoTime();
    private Run run;

    RunTurn(
            Run claimed,
            StepHandlers handlers,
            Journal journal,
            RunSettings settings,
            Interruption interruption) {
        this.run = claimed;
        this.handlers = handlers;
        this.journal = journal;
        this.settings = settings;
        this.interruption = interruption;
        this.history = handlers.read(journal.steps(claimed.id()));
    }

    /** The pause after which the run wants to go on, when it has to wait; else none. */
    @Nullable Duration run() {
        try {
            return take();
        } catch (LeaseLostException lost) {
            throw lost;
        } catch (RuntimeException unexpected) {
            LOG.warn("run {} failed inside, trying again", run.id(), unexpected);
            var line = LogLine.warn("waiting: something went wrong inside, trying again");
            journal.commit(run, RunChange.recovering(INTERNAL_ERROR_PAUSE).line(line), null, null);
            return INTERNAL_ERROR_PAUSE;
        }
    }

    private @Nullable Duration take() {
        while (true) {
            var next = history.next();
            if (givenBack() || parked()) {
                return null;
            }
            var plan = history.isAborting() ? null : abortBefore(next);
            if (plan != null) {
                abort(plan, null);
                if (run.isOver()) {
                    return null;
                }
                continue;
            }
            if (next instanceof NextStep.End(var decided)) {
                end(RunChange.none(), decided);
                return null;
            }
            if (next instanceof NextStep.Close(var finish)) {
                journal.commit(run, completed(finish), null, null);
                return null;
            }
            var step = begun(next);
            switch (attempt(next, step)) {
                case StepOutcome.Finished finished -> record(next, step, finished);
                case StepOutcome.Later(var pause, var retry, var change) -> {
                    if (isSaid(step, retry)) {
                        change.silently();
                    }
                    journal.again(run, waiting(change, pause, retry.cause()), step, retry);
                    return pause;
                }
                case StepOutcome.Paused(var change) -> {
                    journal.commit(run, change, null, null);
                    return null;
                }
                case StepOutcome.Stuck(var code, var message, boolean newCall, var change) -> {
                    var retry =
                            new StepRetry(newCall ? StepRetry.Call.NEW : StepRetry.Call.SAME, null);
                    run = journal.again(run, parking(change, code, message), step, retry);
                    return null;
                }
                case StepOutcome.Failed(var code, var message, var change) ->
                        abort(failed(code, message, step), change);
                // why, is looked at before the next step
                case StepOutcome.Halted() -> {}
            }
            if (run.isOver()) {
                return null;
            }
        }
    }

    // on shutdown another instance goes on at once; with the lease lost the commit finds out and
    // writes nothing
    private boolean givenBack() {
        var reason = interruption.reason();
        boolean halted =
                reason == Interruption.Reason.SHUTDOWN || reason == Interruption.Reason.LEASE_LOST;
        if (halted || System.nanoTime() - began > settings.turn().toNanos()) {
            journal.commit(run, RunChange.back(), null, null);
            handlers.reached(Checkpoints.Point.GIVEN_BACK);
            return true;
        }
        return false;
    }

    private boolean parked() {
        if (run.state().recoveries() <= settings.maxRecoveries() || history.isAborting()) {
            return false;
        }
        park(
                "worker-lost-too-often",
                "Its worker was lost, or something went wrong inside, %d times. The log says what was tried last."
                        .formatted(run.state().recoveries()));
        return true;
    }

    private void park(String code, String message) {
        run = journal.commit(run, parking(RunChange.none(), code, message), null, null);
    }

    // why it waits was said when it began to wait for that
    private static boolean isSaid(StepRecord step, StepRetry retry) {
        var failure = step.failure();
        return step.attempts() > 0
                && retry.call() != StepRetry.Call.NEW
                && Objects.equals(retry.cause(), failure == null ? null : failure.cause());
    }

    private static RunChange waiting(RunChange change, Duration pause, @Nullable RunWait cause) {
        change.moveTo(RunStatus.WAITING).wakeIn(pause);
        return cause == null ? change : change.waitingFor(cause.code(), cause.detail());
    }

    private static RunChange parking(RunChange change, String code, String message) {
        return change.moveTo(RunStatus.PARKED)
                .error(code, message)
                .waitingFor(code, message)
                .line(LogLine.error("parked: " + message));
    }

    private @Nullable AbortPlan abortBefore(NextStep next) {
        if (next instanceof NextStep.GiveUp(var status, var code, var message)) {
            return new AbortPlan(status, code, message, leftBehind(null));
        }
        // once the result is being applied it is not stopped any more: the work is done
        boolean handsIn =
                next instanceof NextStep.Apply
                        || next instanceof NextStep.Release
                        || next instanceof NextStep.Complete
                        || next instanceof NextStep.Close;
        if (handsIn && run.state().stopReason() != StopReason.GIVEN_UP) {
            return null;
        }
        var stop = stopWanted();
        return stop == null || isHalfDone(next) ? null : stopped(stop);
    }

    // a run that only waited until its time was over has not failed by itself
    private AbortPlan stopped(StopReason stop) {
        var waitedFor = interruption.reason() == null ? history.failure() : null;
        return AbortPlan.stopped(stop, waitedFor, leftBehind(null));
    }

    // what an earlier worker may have changed under a key is found out first: only what is known
    // can
    // be undone
    private boolean isHalfDone(NextStep next) {
        if (!(next instanceof NextStep.CallTool(_, _, var call))
                || !handlers.isKeyed(call.name())) {
            return false;
        }
        var step = history.begun(next.path());
        return step != null && step.resumed() && step.attempts() < TRIES_TO_FIND_OUT;
    }

    private @Nullable StopReason stopWanted() {
        return switch (interruption.reason()) {
            case CANCELLED -> StopReason.CANCELLED;
            case SUPERSEDED -> StopReason.SUPERSEDED;
            case GIVEN_UP -> StopReason.GIVEN_UP;
            case DEADLINE -> StopReason.DEADLINE;
            case LEASE_LOST, SHUTDOWN -> null;
            case null -> run.state().stopReason();
        };
    }

    private AbortPlan failed(String code, String message, @Nullable StepRecord failing) {
        return new AbortPlan(RunStatus.FAILED, code, message, leftBehind(failing));
    }

    // a call that has failed is not under way any more
    private List<AbortPlan.Undo> leftBehind(@Nullable StepRecord failing) {
        boolean openCall = failing == null && history.openCall() != null;
        return AbortPlan.leftBehind(history.done(), openCall, history.mayHold());
    }

    private void abort(AbortPlan plan, @Nullable RunChange spent) {
        var change = spent == null ? RunChange.none() : spent;
        if (plan.undo().isEmpty()) {
            end(change, plan);
            return;
        }
        var result = plan.journaled();
        run = journal.decide(run, change, AbortPlan.PATH, StepRecord.Kind.END, result);
        history.finish(AbortPlan.PATH, result);
        handlers.reached(Checkpoints.Point.END_DECIDED);
    }

    private void end(RunChange change, AbortPlan plan) {
        var line =
                plan.status() == RunStatus.FAILED
                        ? LogLine.error(plan.message())
                        : LogLine.warn("cancelled: " + plan.message());
        run =
                journal.commit(
                        run,
                        change.moveTo(plan.status()).error(plan.code(), plan.message()).line(line),
                        null,
                        null);
    }

    private static RunChange completed(JsonNode finish) {
        var summary = finish.path("summary").asString("");
        return RunChange.to(RunStatus.COMPLETED)
                .progress(100)
                .summary(summary)
                .line(LogLine.info("completed: " + summary));
    }

    private StepRecord begun(NextStep next) {
        var step = history.begun(next.path());
        if (step != null) {
            return step;
        }
        if (next instanceof NextStep.ReadContext) {
            // reading changes nothing, so its beginning is not written: the next holder reads again
            return fresh(next);
        }
        run =
                journal.commit(
                        run,
                        StepStart.of(RunChange.none(), next, history),
                        null,
                        new StepIntent(next.path(), next.kind()));
        return fresh(next);
    }

    private StepRecord fresh(NextStep next) {
        var step = handlers.fresh(run, next);
        history.begin(step);
        return step;
    }

    private StepOutcome attempt(NextStep next, StepRecord step) {
        try {
            return handlers.act(run, next, step, history, interruption);
        } catch (RemoteProblem unreachable) {
            var cause =
                    new RunWait(
                            "service-unavailable",
                            "%s does not answer.".formatted(unreachable.service()));
            return new StepOutcome.Later(
                    Backoff.after(step.attempts()),
                    new StepRetry(StepRetry.Call.SAME, cause),
                    RunChange.none()
                            .line(LogLine.warn("waiting: " + cause.detail()).in(step.path())));
        }
    }

    // one commit: this step is done, the next one begins
    private void record(NextStep now, StepRecord step, StepOutcome.Finished finished) {
        history.finish(step.path(), finished.result());
        boolean unwritten = now instanceof NextStep.ReadContext && !step.resumed();
        var done =
                new StepDone(
                        step.path(),
                        step.kind(),
                        finished.result(),
                        unwritten ? Duration.ofNanos(System.nanoTime() - began) : null);
        var change = finished.change();
        if (now instanceof NextStep.Complete) {
            run = journal.commit(run, change, done, null);
            return;
        }
        if (now instanceof NextStep.CallModel(int turn, _)) {
            change.progress(10 + 80 * turn / (turn + 3));
        }
        var next = history.next();
        if (next instanceof NextStep.GiveUp
                || next instanceof NextStep.End
                || next instanceof NextStep.Close) {
            run = journal.commit(run, change, done, null);
        } else {
            run =
                    journal.commit(
                            run,
                            StepStart.of(change, next, history),
                            done,
                            new StepIntent(next.path(), next.kind()));
            fresh(next);
        }
        handlers.reached(Checkpoints.Point.STEP_RECORDED);
    }
}
