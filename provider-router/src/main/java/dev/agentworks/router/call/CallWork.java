package dev.agentworks.router.call;

import dev.agentworks.router.budget.HoldOutcome;
import dev.agentworks.router.choice.Breakers;
import dev.agentworks.router.choice.Sticky;
import dev.agentworks.router.key.Keys;
import dev.agentworks.router.limit.Limits;
import dev.agentworks.router.provider.Answer;
import dev.agentworks.router.provider.FailureClass;
import dev.agentworks.router.provider.ProviderSettings;
import dev.agentworks.router.provider.VendorFailure;
import dev.agentworks.starter.problem.CommonError;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Takes one call from its first attempt to its outcome: chosen, permitted, attempted, and attempted
 * again or elsewhere while nothing has reached its reader and the deadline allows it.
 */
@Component
class CallWork {
    private static final Logger LOG = LoggerFactory.getLogger(CallWork.class);

    private final Turns turns;
    private final Attempts attempts;
    private final Closing closing;
    private final Funding funding;
    private final Payers payers;
    private final Keys keys;
    private final Limits limits;
    private final Breakers breakers;
    private final Sticky sticky;
    private final CallSettings settings;
    private final Duration deadline;

    CallWork(
            Turns turns,
            Attempts attempts,
            Closing closing,
            Funding funding,
            Payers payers,
            Keys keys,
            Limits limits,
            Breakers breakers,
            Sticky sticky,
            CallSettings settings,
            ProviderSettings providers) {
        this.turns = turns;
        this.attempts = attempts;
        this.closing = closing;
        this.funding = funding;
        this.payers = payers;
        this.keys = keys;
        this.limits = limits;
        this.breakers = breakers;
        this.sticky = sticky;
        this.settings = settings;
        this.deadline = providers.timeouts().total();
    }

    /** Ends the call in every case: those who wait must hear of it. */
    void run(RunningCall call) {
        try {
            call.end(funded(call));
        } catch (RuntimeException e) {
            LOG.error("a call ended in a fault", e);
            call.end(fault(call));
        }
    }

    // what was dispatched is given up by its lease; before that nothing has happened
    private CallEnd fault(RunningCall call) {
        if (call.progress().isDispatched()) {
            return new CallEnd.Lost();
        }
        closing.release(call);
        funding.release(call);
        return new CallEnd.NotDispatched(
                CommonError.UNAVAILABLE, "The router cannot do its work; nothing was sent.", 2);
    }

    // nothing is sent before its money is held
    private CallEnd funded(RunningCall call) {
        if (funding.hold(call) instanceof HoldOutcome.Refused refused) {
            closing.release(call);
            return BudgetStop.refusal(refused);
        }
        var end = new Way(call).end();
        if (end instanceof CallEnd.NotDispatched) {
            funding.release(call);
        }
        return end;
    }

    /** The way of one call. */
    private final class Way {
        private final RunningCall call;
        private final Candidates candidates;
        private int number;
        private final int most;
        private Duration waited = Duration.ZERO;

        private @Nullable LastAnswer last;

        Way(RunningCall call) {
            this.call = call;
            this.candidates = new Candidates(payers.of(call.order()), settings.retries());
            this.number = call.book().attemptsBefore();
            this.most = number + settings.retries().attempts();
        }

        CallEnd end() {
            while (true) {
                if (call.stopping().reason() != null) {
                    return stopped();
                }
                switch (turns.next(call.order(), candidates)) {
                    case Turn.Ask ask -> {
                        var end = asked(ask);
                        if (end != null) {
                            return end;
                        }
                    }
                    case Turn.Blocked blocked -> {
                        if (!mayWait(blocked)) {
                            return nobody(blocked);
                        }
                        call.stopping().await(blocked.pause().plusMillis(1));
                        waited = waited.plus(blocked.pause());
                    }
                }
            }
        }

        /** The end, or none when another attempt follows. */
        private @Nullable CallEnd asked(Turn.Ask ask) {
            long began = System.nanoTime();
            Tried tried;
            try {
                tried = attempts.make(call, ask, number + 1, left());
            } catch (RuntimeException e) {
                breakers.giveBack(ask.choice());
                throw e;
            }
            return switch (tried) {
                case Tried.Answered answered -> {
                    number++;
                    limits.used(
                            ask.permit(),
                            answered.answer().tokens().total(),
                            answered.answer().head().rateLimits());
                    var failure = answered.answer().failure();
                    breakers.ended(
                            ask.choice(),
                            failure == null ? null : failure.kind(),
                            Duration.ofNanos(System.nanoTime() - began));
                    yield failure == null
                            ? succeeded(ask, answered)
                            : failed(ask, answered, failure);
                }
                case Tried.NotSent(var why) -> notSent(ask, why);
                case Tried.NotOurs _ -> {
                    breakers.giveBack(ask.choice());
                    yield notOurs();
                }
                case Tried.Unwritten _ -> {
                    breakers.giveBack(ask.choice());
                    closing.release(call);
                    yield new CallEnd.NotDispatched(
                            CommonError.UNAVAILABLE, "The ledger cannot be written.", 2);
                }
            };
        }

        private CallEnd succeeded(Turn.Ask ask, Tried.Answered tried) {
            sticky.answered(call.order().conversation(), ask.choice());
            return closing.finish(call, ask, tried);
        }

        private @Nullable CallEnd failed(
                Turn.Ask ask, Tried.Answered tried, VendorFailure failure) {
            keys.failed(ask.key(), ask.choice().model().model(), failure);
            var recovery = Recovery.of(call.order(), tried, failure, ask.key().byok());
            if (number >= most || recovery == Recovery.NONE) {
                return closing.finish(call, ask, tried);
            }
            candidates.after(ask.candidate(), recovery);
            LOG.info(
                    "{} {} failed, going on: {}",
                    ask.choice().name(),
                    ask.key().name(),
                    failure.kind().code());
            last = new LastAnswer(ask, tried);
            closing.failed(call, ask, tried, number);
            return null;
        }

        private @Nullable CallEnd notSent(Turn.Ask ask, String why) {
            limits.giveBack(ask.permit());
            var stopped = call.stopping().reason();
            if (stopped != null && stopped.kind() == FailureClass.CANCELLED) {
                breakers.giveBack(ask.choice());
                return stopped();
            }
            breakers.unreachable(ask.choice());
            LOG.warn("{} cannot be reached: {}", ask.choice().vendor().id(), why);
            ask.candidate().leave();
            if (!candidates.left().isEmpty()) {
                return null;
            }
            return nobody(
                    new Turn.Blocked(
                            CallError.PROVIDER_UNAVAILABLE,
                            "%s cannot be reached; nothing was sent."
                                    .formatted(ask.choice().vendor().name()),
                            Duration.ofSeconds(2),
                            false));
        }

        // either a cancel was written down before the dispatch, which is an outcome, or another
        // owner has the call
        private CallEnd notOurs() {
            if (call.stopping().reason() != null || call.book().isCancelled()) {
                call.cancel();
                return stopped();
            }
            return new CallEnd.NotDispatched(
                    CommonError.UNAVAILABLE, "Another router has taken the call.", 1);
        }

        private CallEnd stopped() {
            var why = Objects.requireNonNull(call.stopping().reason());
            var answer = Answer.failed(why);
            return closing.finish(call, call.order().choices().getFirst(), answer);
        }

        // what the last vendor said is the outcome; without one nothing has happened yet
        private CallEnd nobody(Turn.Blocked blocked) {
            if (last != null) {
                return closing.finish(call, last.ask(), last.tried());
            }
            closing.release(call);
            return new CallEnd.NotDispatched(
                    blocked.error(), blocked.why(), Math.max(1, seconds(blocked.pause())));
        }

        private boolean mayWait(Turn.Blocked blocked) {
            return blocked.worthWaiting()
                    && waited.plus(blocked.pause()).compareTo(settings.retries().longestWait()) <= 0
                    && blocked.pause().compareTo(left()) < 0;
        }

        private Duration left() {
            return deadline.minusNanos(call.nanosSinceStart());
        }

        private static long seconds(Duration wait) {
            return wait.plusMillis(999).toSeconds();
        }
    }

    private record LastAnswer(Turn.Ask ask, Tried.Answered tried) {}
}
