package dev.agentworks.orchestrator.step.handler;

import dev.agentworks.orchestrator.client.Completion;
import dev.agentworks.orchestrator.client.CompletionListener;
import dev.agentworks.orchestrator.client.CompletionRequest;
import dev.agentworks.orchestrator.client.CompletionResult;
import dev.agentworks.orchestrator.client.Interruption;
import dev.agentworks.orchestrator.client.Router;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.outgoing.TextLines;
import dev.agentworks.orchestrator.outgoing.TextStreams;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.run.model.StepRetry;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the model, at most once for each key. A lost answer is asked for again under the same key; a
 * new call is a decision, recorded before it is made. A provider that cannot be used fails no run:
 * the run waits for it as long as it has time.
 */
@Component
class ModelStepHandler {

    private static final int NEW_CALLS_AFTER_INVALID_OUTPUT = 3;
    private static final String BUDGET = "budget-exceeded";

    /** The model is to blame and not the provider: it may say the same for ever. */
    private static final String INVALID_OUTPUT = "invalid-output";

    private final Router router;
    private final TextStreams texts;
    private final Checkpoints checkpoints;
    private final JsonMapper json;

    ModelStepHandler(Router router, TextStreams texts, Checkpoints checkpoints, JsonMapper json) {
        this.router = router;
        this.texts = texts;
        this.checkpoints = checkpoints;
        this.json = json;
    }

    StepOutcome act(Run run, StepRecord step, Call call, Interruption interruption) {
        checkpoints.reached(Checkpoints.Point.MODEL_INTENDED);
        var text = texts.open(run.reference(), step.path(), step.reissue());
        // lines of an earlier attempt would be cut differently from the middle of the text
        boolean live = !step.resumed() && step.attempts() == 0;
        var answer =
                router.complete(
                        step.key(),
                        call.request(),
                        speaking(live ? text::accept : _ -> {}),
                        interruption);
        checkpoints.reached(Checkpoints.Point.MODEL_ANSWERED);
        if (answer instanceof CompletionResult.Outcome(var completion)
                && completion.state() == Completion.State.SUCCEEDED) {
            return told(text.complete(completion.text()), succeeded(step, completion));
        }
        text.breakOff();
        return interruption.reason() == null
                ? told(text.said(), notSucceeded(run, step, call, answer))
                : new StepOutcome.Halted();
    }

    // the journal tells how many lines the text had, so that readers know when they have them all
    private static StepOutcome told(TextLines text, StepOutcome outcome) {
        switch (outcome) {
            case StepOutcome.Finished(_, var change) -> change.said(text);
            case StepOutcome.Later(_, _, var change) -> change.said(text);
            case StepOutcome.Paused(var change) -> change.said(text);
            case StepOutcome.Stuck(_, _, _, var change) -> change.said(text);
            case StepOutcome.Failed(_, _, var change) -> change.said(text);
            case StepOutcome.Halted() -> {}
        }
        return outcome;
    }

    private CompletionListener speaking(CompletionListener listener) {
        return delta -> {
            checkpoints.reached(Checkpoints.Point.MODEL_SPEAKS);
            listener.text(delta);
        };
    }

    private StepOutcome succeeded(StepRecord step, Completion completion) {
        var said =
                "%s answered: %d tokens, %s USD%s"
                        .formatted(
                                completion.model(),
                                Usage.tokens(completion).total(),
                                Usage.orZero(completion.price())
                                        .stripTrailingZeros()
                                        .toPlainString(),
                                completion.simulated() ? " (simulated)" : "");
        var facts =
                Map.<String, Object>of(
                        "tokens", Usage.tokens(completion).total(),
                        "cost", Usage.orZero(completion.cost()).toPlainString(),
                        "price", Usage.orZero(completion.price()).toPlainString(),
                        "simulated", completion.simulated());
        var change = RunChange.none();
        if (step.failure() != null) {
            change.line(
                    LogLine.info("%s answers again".formatted(completion.provider()))
                            .in(step.path()));
        }
        Usage.add(change, completion).line(LogLine.info(said).in(step.path()).with(facts));
        if ("length".equals(completion.finishReason())) {
            change.line(
                    LogLine.warn(
                                    "the answer was cut at the limit of %d tokens"
                                            .formatted(Usage.tokens(completion).output()))
                            .in(step.path()));
        }
        return new StepOutcome.Finished(json.valueToTree(completion), change);
    }

    private StepOutcome notSucceeded(Run run, StepRecord step, Call call, CompletionResult answer) {
        var provider = call.request().provider();
        return switch (answer) {
            case CompletionResult.Outcome(var completion) -> ended(run, step, call, completion);
            case CompletionResult.InProgress(var wait) ->
                    StepOutcome.Later.same(wait, waiting(step, "the model is at work"));
            case CompletionResult.Indeterminate _ -> lost(step, call.mayReissue());
            case CompletionResult.NotDispatched(var code, var wait) ->
                    Outage.of(provider, code)
                            .wait(step, wait, StepRetry.Call.SAME, RunChange.none());
            case CompletionResult.Refused(var code, var detail) ->
                    code.equals(BUDGET)
                            ? new StepOutcome.Stuck(code, detail, false, RunChange.none())
                            : new StepOutcome.Failed(
                                    code,
                                    LargestPart.named(code, detail, call.request()),
                                    RunChange.none());
            case CompletionResult.Broken _ ->
                    Outage.of(provider, "the connection broke")
                            .wait(step, Duration.ZERO, StepRetry.Call.SAME, RunChange.none());
        };
    }

    private StepOutcome ended(Run run, StepRecord step, Call call, Completion completion) {
        var spent = Usage.add(RunChange.none(), completion);
        return switch (completion.state()) {
            case SUCCEEDED -> succeeded(step, completion);
            // reported in a stream that had begun; asking by the key tells what became of it
            case INDETERMINATE ->
                    StepOutcome.Later.same(
                            Backoff.after(step.attempts()),
                            waiting(step, "the model's answer broke off"));
            case CANCELLED ->
                    new StepOutcome.Failed(
                            "model-call-cancelled", "The model call was cancelled.", spent);
            case FAILED -> failed(run, step, call, completion, spent);
        };
    }

    private static StepOutcome failed(
            Run run, StepRecord step, Call call, Completion completion, RunChange spent) {
        var error =
                Objects.requireNonNullElse(
                        completion.error(),
                        new Completion.Failure("model-call-failed", null, false, null));
        var message = Objects.requireNonNullElse(error.message(), "The model call failed.");
        if (error.code().equals(BUDGET)) {
            // its key has its outcome: when the run goes on, that is a new call
            return new StepOutcome.Stuck(error.code(), message, true, spent);
        }
        boolean again =
                error.code().equals(INVALID_OUTPUT)
                        ? step.deliberateReissues() < NEW_CALLS_AFTER_INVALID_OUTPUT
                        : error.retryable();
        if (!again) {
            return new StepOutcome.Failed(
                    error.code(), LargestPart.named(error.code(), message, call.request()), spent);
        }
        // calls that break off late cost the provider's price each time
        var cost = run.cost().cost().add(Usage.orZero(completion.cost()));
        if (cost.compareTo(call.maxCost()) >= 0) {
            return new StepOutcome.Failed(
                    "cost-cap-reached",
                    "The run has used %s USD, the most one run may use; its last call failed: %s"
                            .formatted(call.maxCost().toPlainString(), message),
                    spent);
        }
        if (error.code().equals(INVALID_OUTPUT)) {
            spent.line(
                    LogLine.warn("the model call failed, calling again: " + error.code())
                            .in(step.path()));
            return new StepOutcome.Later(
                    Backoff.after(step.attempts()), new StepRetry(StepRetry.Call.NEW, null), spent);
        }
        var pause = Objects.requireNonNullElse(error.retryAfterSeconds(), 0L);
        return Outage.of(call.request().provider(), error.code() + ", " + message)
                .wait(step, Duration.ofSeconds(pause), StepRetry.Call.NEW_AFTER_OUTAGE, spent);
    }

    // text and keyed tools have had no effect yet when an answer is lost: one new call is safe
    private static StepOutcome lost(StepRecord step, boolean mayReissue) {
        if (!mayReissue) {
            return new StepOutcome.Failed(
                    "completion-indeterminate",
                    "The model's answer was lost, and this agent's calls are not made twice.",
                    RunChange.none());
        }
        if (step.deliberateReissues() > 0) {
            return new StepOutcome.Failed(
                    "completion-indeterminate",
                    "The model's answer was lost, and the call had been made anew before.",
                    RunChange.none());
        }
        var line = LogLine.warn("the model's answer was lost, calling once more").in(step.path());
        return new StepOutcome.Later(
                Duration.ZERO,
                new StepRetry(StepRetry.Call.NEW, null),
                RunChange.none().line(line));
    }

    private static RunChange waiting(StepRecord step, String why) {
        return RunChange.none().line(LogLine.warn("waiting: " + why).in(step.path()));
    }

    /**
     * A call that is wanted.
     *
     * @param mayReissue whether it may be made once more when its outcome is lost
     * @param maxCost of the whole run
     */
    record Call(CompletionRequest request, boolean mayReissue, BigDecimal maxCost) {}
}
