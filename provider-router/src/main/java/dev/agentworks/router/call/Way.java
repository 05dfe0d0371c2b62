package dev.agentworks.router.call;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.starter.problem.CommonError;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way of one call from its first attempt to its outcome: chosen, permitted, attempted, and
 * attempted again or elsewhere while nothing has reached its reader and the deadline allows it.
 */
final class Way {
    private static final Logger LOG = LoggerFactory.getLogger(Way.class);

    private final CallMeans means;
    private final RunningCall call;
    private final Candidates candidates;
    private int number;
    private final int most;
    private Duration waited = Duration.ZERO;

    private @Nullable LastAnswer last;

    Way(CallMeans means, RunningCall call) {
        this.means = means;
        this.call = call;
        this.candidates =
                new Candidates(means.payers().of(call.order()), means.settings().retries());
        this.number = call.book().attemptsBefore();
        this.most = number + means.settings().retries().attempts();
    }

    CallEnd end() {
        while (true) {
            if (call.stopping().reason() != null) {
                return stopped();
            }
            switch (means.turns().next(call.order(), candidates)) {
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
            tried = means.attempts().make(call, ask, number + 1, left());
        } catch (RuntimeException e) {
            means.breakers().giveBack(ask.target());
            throw e;
        }
        return switch (tried) {
            case Tried.Answered answered -> {
                number++;
                means.limits()
                        .used(
                                ask.permit(),
                                answered.response().tokens().total(),
                                answered.response().head().rateLimits());
                var failure = answered.response().failure();
                means.breakers()
                        .ended(
                                ask.target(),
                                failure == null ? null : failure.kind(),
                                Duration.ofNanos(System.nanoTime() - began));
                yield failure == null ? succeeded(ask, answered) : failed(ask, answered, failure);
            }
            case Tried.NotSent(var why) -> notSent(ask, why);
            case Tried.NotOurs _ -> {
                means.breakers().giveBack(ask.target());
                yield notOurs();
            }
            case Tried.Unwritten _ -> {
                means.breakers().giveBack(ask.target());
                means.closing().release(call);
                yield new CallEnd.NotDispatched(
                        CommonError.UNAVAILABLE, "The ledger cannot be written.", 2);
            }
        };
    }

    private CallEnd succeeded(Turn.Ask ask, Tried.Answered tried) {
        means.sticky().answered(call.order().conversation(), ask.target());
        return means.closing().finish(call, ask, tried);
    }

    private @Nullable CallEnd failed(Turn.Ask ask, Tried.Answered tried, VendorFailure failure) {
        means.keys().failed(ask.key(), ask.target().model().model(), failure);
        var recovery = Recovery.of(call.order(), tried, failure, ask.key().byok());
        if (number >= most || recovery == Recovery.NONE) {
            return means.closing().finish(call, ask, tried);
        }
        candidates.after(ask.candidate(), recovery);
        LOG.info(
                "{} {} failed, going on: {}",
                ask.target().name(),
                ask.key().name(),
                failure.kind().code());
        last = new LastAnswer(ask, tried);
        means.closing().failed(call, ask, tried, number);
        return null;
    }

    private @Nullable CallEnd notSent(Turn.Ask ask, String why) {
        means.limits().giveBack(ask.permit());
        var stopped = call.stopping().reason();
        if (stopped != null && stopped.kind() == FailureClass.CANCELLED) {
            means.breakers().giveBack(ask.target());
            return stopped();
        }
        means.breakers().unreachable(ask.target());
        LOG.warn("{} cannot be reached: {}", ask.target().vendor().id(), why);
        ask.candidate().leave();
        if (!candidates.left().isEmpty()) {
            return null;
        }
        return nobody(
                new Turn.Blocked(
                        CallError.PROVIDER_UNAVAILABLE,
                        "%s cannot be reached; nothing was sent."
                                .formatted(ask.target().vendor().name()),
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
        var response = ModelResponse.failed(why);
        return means.closing().finish(call, call.order().targets().getFirst(), response);
    }

    // what the last vendor said is the outcome; without one nothing has happened yet
    private CallEnd nobody(Turn.Blocked blocked) {
        if (last != null) {
            return means.closing().finish(call, last.ask(), last.tried());
        }
        means.closing().release(call);
        return new CallEnd.NotDispatched(
                blocked.error(), blocked.why(), Math.max(1, seconds(blocked.pause())));
    }

    private boolean mayWait(Turn.Blocked blocked) {
        return blocked.worthWaiting()
                && waited.plus(blocked.pause()).compareTo(means.settings().retries().longestWait())
                        <= 0
                && blocked.pause().compareTo(left()) < 0;
    }

    private Duration left() {
        return means.deadline().minusNanos(call.nanosSinceStart());
    }

    private static long seconds(Duration wait) {
        return wait.plusMillis(999).toSeconds();
    }

    private record LastAnswer(Turn.Ask ask, Tried.Answered tried) {}
}
