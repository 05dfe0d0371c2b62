package dev.agentworks.router.chat;

import dev.agentworks.router.choice.Breakers;
import dev.agentworks.router.ledger.LeaseLostException;
import dev.agentworks.router.ledger.Ledger;
import dev.agentworks.router.ledger.Outcome;
import dev.agentworks.router.provider.Answer;
import dev.agentworks.router.provider.AnswerListener;
import dev.agentworks.router.provider.FailureClass;
import dev.agentworks.router.provider.NotDispatchedException;
import dev.agentworks.router.provider.VendorClient;
import dev.agentworks.starter.problem.CommonError;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Takes one call from its reservation to its outcome. */
@Component
class CallWork {
    private static final Logger LOG = LoggerFactory.getLogger(CallWork.class);
    private static final int TRIES_TO_RECORD = 6;

    private final VendorClient client;
    private final Ledger ledger;
    private final Breakers breakers;
    private final Outcomes outcomes;
    private final ObservationRegistry observations;

    CallWork(
            VendorClient client,
            Ledger ledger,
            Breakers breakers,
            Outcomes outcomes,
            ObservationRegistry observations) {
        this.client = client;
        this.ledger = ledger;
        this.breakers = breakers;
        this.outcomes = outcomes;
        this.observations = observations;
    }

    /** The task as a child of the request's trace, on whatever thread it runs. */
    Runnable inContext(Runnable task) {
        var parent = observations.getCurrentObservation();
        return () -> {
            if (parent == null) {
                task.run();
            } else {
                try (var _ = parent.openScope()) {
                    task.run();
                }
            }
        };
    }

    void run(RunningCall call) {
        Observation.createNotStarted("gen_ai.client.operation", observations)
                .contextualName("chat " + call.choice().model().model())
                .lowCardinalityKeyValue("gen_ai.operation.name", "chat")
                .lowCardinalityKeyValue("gen_ai.provider.name", call.choice().vendor().id())
                .lowCardinalityKeyValue("gen_ai.request.model", call.choice().model().model())
                .observe(() -> ask(call));
    }

    private void ask(RunningCall call) {
        if (!breakers.permits(call.choice())) {
            ledger.release(call.lease());
            unavailable(call, "fails too often and is left alone for a while", breakers.pause());
            return;
        }
        long began = System.nanoTime();
        try {
            var answer =
                    client.call(
                            call.choice().vendor(),
                            call.chat(),
                            call.choice().access(),
                            call.key(),
                            new Reporting(call),
                            call.control());
            var failure = answer.failure();
            breakers.ended(
                    call.choice(),
                    failure == null ? null : failure.kind(),
                    Duration.ofNanos(System.nanoTime() - began));
            record(call, answer);
        } catch (NotDispatchedException e) {
            notDispatched(call, e);
        } catch (LeaseLostException e) {
            breakers.giveBack(call.choice());
            leaseLost(call);
        } catch (DataAccessException | TransactionException e) {
            // thrown before the first byte: we know that the vendor does not know
            breakers.giveBack(call.choice());
            LOG.error("a call could not be marked as dispatched and was not made", e);
            release(call);
            call.end(
                    new CallEnd.NotDispatched(
                            CommonError.UNAVAILABLE, "The ledger cannot be written.", 2));
        } catch (RuntimeException e) {
            // a fault of ours: those who wait must hear of it, the row is given up by its lease
            breakers.giveBack(call.choice());
            LOG.error("a call of {} ended in a fault", call.choice().vendor().id(), e);
            call.end(new CallEnd.Lost());
        }
    }

    private void notDispatched(RunningCall call, NotDispatchedException e) {
        var stopped = call.control().reason();
        if (stopped != null && stopped.kind() == FailureClass.CANCELLED) {
            breakers.giveBack(call.choice());
            record(call, Answer.failed(stopped));
            return;
        }
        breakers.unreachable(call.choice());
        release(call);
        LOG.warn("{} cannot be reached: {}", call.choice().vendor().id(), e.getMessage());
        unavailable(call, "cannot be reached", Duration.ofSeconds(2));
    }

    // Either it was cancelled before it was dispatched, which is an outcome, or another owner has
    // it.
    private void leaseLost(RunningCall call) {
        var reason = call.control().reason();
        boolean cancelled =
                reason != null || ledger.renew(java.util.List.of(call.key())).contains(call.key());
        if (cancelled) {
            RunningCalls.cancel(call);
            record(call, Answer.failed(Outcomes.cancelled()));
        } else {
            call.end(
                    new CallEnd.NotDispatched(
                            CommonError.UNAVAILABLE, "Another router has taken the call.", 1));
        }
    }

    private void release(RunningCall call) {
        try {
            ledger.release(call.lease());
        } catch (DataAccessException | TransactionException e) {
            LOG.warn("a call is not released; its lease will end", e);
        }
    }

    private void unavailable(RunningCall call, String why, Duration wait) {
        call.end(
                new CallEnd.NotDispatched(
                        CompletionError.PROVIDER_UNAVAILABLE,
                        "%s %s; nothing was sent.".formatted(call.choice().vendor().name(), why),
                        Math.max(1, wait.toSeconds())));
    }

    private void record(RunningCall call, Answer answer) {
        var outcome = outcomes.of(call, answer);
        if (finished(call, outcome)) {
            log(call, outcome);
            call.end(new CallEnd.Told(outcome.state(), outcome.completion()));
        } else {
            LOG.error("the outcome of a call came too late and is lost");
            call.end(new CallEnd.Lost());
        }
    }

    // An answer that was paid for is worth a few tries to write it down.
    private boolean finished(RunningCall call, Outcome outcome) {
        for (int attempt = 1; ; attempt++) {
            try {
                return ledger.finish(call.lease(), outcome);
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
        var failure = outcome.answer().failure();
        LOG.info(
                "{} {} {} tokens={} cost={} run={}{}",
                call.choice().vendor().id(),
                call.choice().model().model(),
                outcome.state(),
                outcome.answer().tokens().total(),
                outcome.rated().cost().toPlainString(),
                call.request().runId(),
                failure == null ? "" : " " + failure.kind().code());
    }

    /** Writes the dispatch down before it happens and tells the readers what comes. */
    private final class Reporting implements AnswerListener {
        private final RunningCall call;

        Reporting(RunningCall call) {
            this.call = call;
        }

        @Override
        public void dispatching() {
            ledger.dispatch(call.lease());
            call.progress().add(new CallProgress.Step.Dispatched());
        }

        @Override
        public void text(String delta) {
            call.progress().add(new CallProgress.Step.Text(delta));
        }

        @Override
        public void tool(String id, String name) {
            call.progress().add(new CallProgress.Step.Tool(id, name));
        }
    }
}
