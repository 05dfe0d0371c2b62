package dev.agentworks.router.call;

import dev.agentworks.router.ledger.AttemptEnd;
import dev.agentworks.router.ledger.Outcome;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.routing.Target;
import java.time.Duration;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Writes down how attempts and calls ended. */
@Component
class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);
    private static final int TRIES_TO_RECORD = 6;

    private final Outcomes outcomes;

    Closing(Outcomes outcomes) {
        this.outcomes = outcomes;
    }

    /** The attempt was not the last one. */
    void failed(RunningCall call, Turn.Ask ask, Tried.Answered tried, int number) {
        var failure = Objects.requireNonNull(tried.response().failure());
        var cost = outcomes.cost(call, ask, tried);
        call.spent(cost);
        call.book().failed(new AttemptEnd(number, failure, tried.response().tokens(), cost));
    }

    /** The attempt decided the call. */
    CallEnd finish(RunningCall call, Turn.Ask ask, Tried.Answered tried) {
        return write(call, outcomes.of(call, ask, tried));
    }

    /** The call ended between attempts. */
    CallEnd finish(RunningCall call, Target target, ModelResponse response) {
        return write(call, outcomes.without(call, target, response));
    }

    /** The call was not made. */
    void release(RunningCall call) {
        try {
            call.book().release(call.funds() != null);
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("a call is not released; its lease and its hold will end", e);
        }
    }

    private CallEnd write(RunningCall call, Outcome outcome) {
        if (finished(call, outcome)) {
            log(call, outcome);
            return new CallEnd.Told(outcome);
        }
        LOG.error("the outcome of a call came too late and is lost");
        return new CallEnd.Lost();
    }

    // An answer that was paid for is worth a few tries to write it down.
    private static boolean finished(RunningCall call, Outcome outcome) {
        for (int attempt = 1; ; attempt++) {
            try {
                return call.book().finish(outcome);
            } catch (DataAccessException | TransactionException e) {
                if (attempt == TRIES_TO_RECORD || !pause(attempt)) {
                    LOG.error("the outcome of a call cannot be written", e);
                    return false;
                }
            }
        }
    }

    private static boolean pause(int attempt) {
        try {
            Thread.sleep(Duration.ofMillis(100L << attempt));
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static void log(RunningCall call, Outcome outcome) {
        var failure = outcome.response().failure();
        // the ledger has every call; lines are for those to be looked at
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
                        outcome.rated().cost().toPlainString(),
                        outcome.estimated() ? " estimated" : "",
                        call.order().origin().runId(),
                        failure == null ? "" : " " + failure.kind().code());
    }
}
