package dev.agentworks.router.execution;

import dev.agentworks.router.ledger.AttemptEnd;
import dev.agentworks.router.ledger.Outcome;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.routing.NextTarget;
import dev.agentworks.router.routing.Target;
import dev.agentworks.starter.problem.CommonError;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Records how attempts and calls ended. */
@Component
class CallCompletion {
    private static final Logger LOG = LoggerFactory.getLogger(CallCompletion.class);
    private static final RetryTemplate RECORDING =
            new RetryTemplate(
                    RetryPolicy.builder()
                            .includes(DataAccessException.class, TransactionException.class)
                            .maxRetries(5)
                            .delay(Duration.ofMillis(200))
                            .multiplier(2)
                            .build());

    private final OutcomeFactory outcomes;

    CallCompletion(OutcomeFactory outcomes) {
        this.outcomes = outcomes;
    }

    /** The attempt was not the last one. */
    void attemptFailed(
            RunningCall call, NextTarget.Ask ask, AttemptResult.Responded result, int number) {
        var failure = Objects.requireNonNull(result.response().failure());
        var cost = outcomes.cost(call, ask, result);
        call.spent(cost);
        call.recorder().failed(new AttemptEnd(number, failure, result.response().tokens(), cost));
        call.attemptEnded();
    }

    /** The attempt decided the call. */
    CallEnd finish(RunningCall call, NextTarget.Ask ask, AttemptResult.Responded result) {
        return record(call, outcomes.of(call, ask, result));
    }

    /** The call ended between attempts. */
    CallEnd finish(RunningCall call, Target target, ModelResponse response) {
        return record(call, outcomes.withoutAttempt(call, target, response));
    }

    /** The call was not made. */
    void release(RunningCall call) {
        try {
            call.recorder().release(call.budgetHold() != null);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("a call is not released; its lease and its hold will end", e);
        }
    }

    // the customer or we pay for the response, so recording it is tried more than once
    private CallEnd record(RunningCall call, Outcome outcome) {
        try {
            if (Boolean.TRUE.equals(RECORDING.execute(() -> call.recorder().finish(outcome)))) {
                log(call, outcome);
                return new CallEnd.Finished(outcome);
            }
            if (Boolean.FALSE.equals(RECORDING.execute(call.recorder()::isLost))) {
                LOG.warn(
                        "the outcome of a call came too late, its key has another owner or an end");
                return taken();
            }
            LOG.error("the outcome of a call came too late and is lost");
        } catch (RetryException e) {
            LOG.error("the outcome of a call cannot be written", e.getCause());
        }
        return new CallEnd.Lost();
    }

    /** Whoever asks again finds who has the call, or its outcome. */
    static CallEnd taken() {
        return new CallEnd.NotDispatched(
                CommonError.UNAVAILABLE, "Another router has taken the call.", 1);
    }

    private static void log(RunningCall call, Outcome outcome) {
        var failure = outcome.response().failure();
        // the ledger has every call; only those that should be looked at are logged
        var level = failure == null && !outcome.estimated() ? Level.DEBUG : Level.INFO;
        if (!LOG.isEnabledForLevel(level)) {
            return;
        }
        LOG.atLevel(level)
                .log(
                        "{} {} {} tokens={} cost={}{} run={}{}",
                        outcome.answerer().provider(),
                        outcome.answerer().model(),
                        outcome.state(),
                        outcome.response().tokens().total(),
                        outcome.charge().cost().toPlainString(),
                        outcome.estimated() ? " estimated" : "",
                        call.order().origin().runId(),
                        failure == null ? "" : " " + failure.kind().code());
    }
}
