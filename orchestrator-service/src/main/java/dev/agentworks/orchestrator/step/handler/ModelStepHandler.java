package dev.agentworks.orchestrator.step.handler;

import dev.agentworks.orchestrator.client.Completion;
import dev.agentworks.orchestrator.client.CompletionListener;
import dev.agentworks.orchestrator.client.CompletionRequest;
import dev.agentworks.orchestrator.client.CompletionResult;
import dev.agentworks.orchestrator.client.Interruption;
import dev.agentworks.orchestrator.client.Router;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.outgoing.TextStreams;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/**
 * Asks the model, at most once for each key. A lost answer is asked for again under the same key; a
 * new call is a decision, recorded before it is made.
 */
@Component
class ModelStepHandler {

    private static final int NEW_CALLS_AFTER_FAILURE = 3;
    private static final String BUDGET = "budget-exceeded";

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

    StepOutcome act(
            Run run,
            StepRecord step,
            CompletionRequest request,
            boolean mayReissue,
            Interruption interruption) {
        checkpoints.reached(Checkpoints.Point.MODEL_INTENDED);
        var text = texts.open(run.reference(), step.path(), step.reissue());
        // lines of an earlier attempt would be cut differently from the middle of the text
        boolean live = !step.resumed() && step.attempts() == 0;
        var answer =
                router.complete(
                        step.key(), request, speaking(live ? text::accept : _ -> {}), interruption);
        checkpoints.reached(Checkpoints.Point.MODEL_ANSWERED);
        if (answer instanceof CompletionResult.Outcome(var completion)
                && completion.state() == Completion.State.SUCCEEDED) {
            text.complete(completion.text());
            return succeeded(step, completion);
        }
        text.breakOff();
        return interruption.reason() == null
                ? notSucceeded(step, answer, mayReissue)
                : new StepOutcome.Halted();
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
        var change =
                Usage.add(RunChange.none(), completion)
                        .line(LogLine.info(said).in(step.path()).with(facts));
        return new StepOutcome.Finished(json.valueToTree(completion), change);
    }

    private StepOutcome notSucceeded(StepRecord step, CompletionResult answer, boolean mayReissue) {
        return switch (answer) {
            case CompletionResult.Outcome(var completion) -> ended(step, completion);
            case CompletionResult.InProgress(var wait) -> later(step, wait, "the model is at work");
            case CompletionResult.Indeterminate _ -> lost(step, mayReissue);
            case CompletionResult.NotDispatched(var code, var wait) ->
                    later(
                            step,
                            longer(wait, Backoff.after(step.attempts())),
                            "the provider has no capacity: " + code);
            case CompletionResult.Refused(var code, var detail) ->
                    code.equals(BUDGET)
                            ? new StepOutcome.Stuck(code, detail, false, RunChange.none())
                            : new StepOutcome.Failed(code, detail, RunChange.none());
            case CompletionResult.Broken _ ->
                    later(
                            step,
                            Backoff.after(step.attempts()),
                            "the connection to the model broke");
        };
    }

    private StepOutcome ended(StepRecord step, Completion completion) {
        var spent = Usage.add(RunChange.none(), completion);
        var error = completion.error();
        return switch (completion.state()) {
            case SUCCEEDED -> succeeded(step, completion);
            // reported in a stream that had begun; asking by the key tells what became of it
            case INDETERMINATE ->
                    later(step, Backoff.after(step.attempts()), "the model's answer broke off");
            case CANCELLED ->
                    new StepOutcome.Failed(
                            "model-call-cancelled", "The model call was cancelled.", spent);
            case FAILED -> {
                if (error != null
                        && error.retryable()
                        && step.reissue() < NEW_CALLS_AFTER_FAILURE) {
                    spent.line(
                            LogLine.warn("the model call failed, calling again: " + error.code())
                                    .in(step.path()));
                    yield new StepOutcome.Later(Backoff.after(step.attempts()), true, spent);
                }
                var code = error == null ? "model-call-failed" : error.code();
                var message = error == null ? null : error.message();
                if (code.equals(BUDGET)) {
                    // its key has its outcome: when the run goes on, that is a new call
                    yield new StepOutcome.Stuck(
                            code,
                            Objects.requireNonNullElse(message, "The budget ended the model call."),
                            true,
                            spent);
                }
                yield new StepOutcome.Failed(
                        code, Objects.requireNonNullElse(message, "The model call failed."), spent);
            }
        };
    }

    // text and keyed tools have had no effect yet when an answer is lost: one new call is safe
    private static StepOutcome lost(StepRecord step, boolean mayReissue) {
        if (!mayReissue) {
            return new StepOutcome.Failed(
                    "completion-indeterminate",
                    "The model's answer was lost, and this agent's calls are not made twice.",
                    RunChange.none());
        }
        if (step.reissue() > 0) {
            return new StepOutcome.Failed(
                    "completion-indeterminate",
                    "The model's answer was lost twice.",
                    RunChange.none());
        }
        var line = LogLine.warn("the model's answer was lost, calling once more").in(step.path());
        return new StepOutcome.Later(Duration.ZERO, true, RunChange.none().line(line));
    }

    private static StepOutcome later(StepRecord step, Duration pause, String why) {
        return new StepOutcome.Later(
                pause,
                false,
                RunChange.none().line(LogLine.warn("waiting: " + why).in(step.path())));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
