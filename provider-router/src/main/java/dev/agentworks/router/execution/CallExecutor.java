package dev.agentworks.router.execution;

import dev.agentworks.router.budget.HoldOutcome;
import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.ProviderSettings;
import dev.agentworks.router.routing.ByokPolicy;
import dev.agentworks.router.routing.Candidates;
import dev.agentworks.router.routing.NextTarget;
import dev.agentworks.router.routing.Recovery;
import dev.agentworks.router.routing.RetrySettings;
import dev.agentworks.router.routing.RoutingError;
import dev.agentworks.router.routing.TargetSelector;
import dev.agentworks.starter.problem.CommonError;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Executes one call from its beginning to its outcome: its money is held, a target is selected and
 * attempted, and attempted again or elsewhere while its reader has seen nothing and the deadline
 * allows it.
 */
@Component
class CallExecutor {
    private static final Logger LOG = LoggerFactory.getLogger(CallExecutor.class);

    private final BudgetGuard budgets;
    private final ByokPolicy byok;
    private final TargetSelector selector;
    private final VendorAttempts attempts;
    private final CallCompletion completion;
    private final RetrySettings retries;
    private final Duration deadline;

    CallExecutor(
            BudgetGuard budgets,
            ByokPolicy byok,
            TargetSelector selector,
            VendorAttempts attempts,
            CallCompletion completion,
            CallSettings settings,
            ProviderSettings providers) {
        this.budgets = budgets;
        this.byok = byok;
        this.selector = selector;
        this.attempts = attempts;
        this.completion = completion;
        this.retries = settings.retries();
        this.deadline = providers.timeouts().total();
    }

    /** Ends the call in every case: its readers wait for the end. */
    void run(RunningCall call) {
        try {
            call.end(endOf(call));
        } catch (RuntimeException e) {
            LOG.error("a call ended in a fault", e);
            call.end(fault(call));
        }
    }

    // nothing is sent before its money is held
    private CallEnd endOf(RunningCall call) {
        if (budgets.hold(call) instanceof HoldOutcome.Refused refused) {
            completion.release(call);
            return BudgetRefusal.end(refused);
        }
        return new Execution(call).end();
    }

    // what a vendor works on is given up by its lease; before and between attempts nothing is lost
    private CallEnd fault(RunningCall call) {
        if (call.isAttempted()) {
            return new CallEnd.Lost();
        }
        completion.release(call);
        return new CallEnd.NotDispatched(
                CommonError.UNAVAILABLE, "The router cannot do its work; nothing was sent.", 2);
    }

    /** The attempts of one call. */
    private final class Execution {
        private final RunningCall call;
        private final Candidates candidates;
        private final int mostAttempts;
        private int attempt;
        private Duration waited = Duration.ZERO;
        private @Nullable LastFailure last;

        Execution(RunningCall call) {
            this.call = call;
            var order = call.order();
            var workspace = order.origin().workspaceId();
            this.candidates =
                    new Candidates(
                            workspace,
                            order.affinity(),
                            order.expectedTokens(),
                            byok.allowed(workspace, order.targets()),
                            retries);
            this.attempt = call.recorder().attemptsBefore();
            this.mostAttempts = attempt + retries.attempts();
        }

        CallEnd end() {
            while (true) {
                if (call.stopping().reason() != null) {
                    return stopped();
                }
                switch (selector.next(candidates)) {
                    case NextTarget.Ask ask -> {
                        var end = attempted(ask);
                        if (end != null) {
                            return end;
                        }
                    }
                    case NextTarget.Blocked blocked -> {
                        if (!mayWait(blocked)) {
                            return unavailable(blocked);
                        }
                        call.stopping().await(blocked.pause().plusMillis(1));
                        waited = waited.plus(blocked.pause());
                    }
                }
            }
        }

        /** The end, or none when another attempt follows. */
        private @Nullable CallEnd attempted(NextTarget.Ask ask) {
            long began = System.nanoTime();
            AttemptResult result;
            try {
                result = attempts.make(call, ask, attempt + 1, left());
            } catch (RuntimeException e) {
                selector.abandoned(ask);
                throw e;
            }
            return switch (result) {
                case AttemptResult.Responded responded -> {
                    attempt++;
                    var response = responded.response();
                    var took = Duration.ofNanos(System.nanoTime() - began);
                    selector.responded(candidates, ask, response, took);
                    var failure = response.failure();
                    yield failure == null
                            ? completion.finish(call, ask, responded)
                            : failed(ask, responded, failure);
                }
                case AttemptResult.NotSent(var why) -> notSent(ask, why);
                case AttemptResult.LeaseLost _ -> {
                    selector.abandoned(ask);
                    yield leaseLost();
                }
                case AttemptResult.NotRecorded _ -> {
                    selector.abandoned(ask);
                    completion.release(call);
                    yield new CallEnd.NotDispatched(
                            CommonError.UNAVAILABLE, "The ledger cannot be written.", 2);
                }
            };
        }

        private @Nullable CallEnd failed(
                NextTarget.Ask ask, AttemptResult.Responded result, VendorFailure failure) {
            var recovery = RecoveryPolicy.after(call.order(), result, failure, ask.key().byok());
            if (attempt >= mostAttempts || recovery == Recovery.NONE) {
                return completion.finish(call, ask, result);
            }
            candidates.failed(ask.candidate(), recovery);
            LOG.info(
                    "{} {} failed, going on: {}",
                    ask.target().name(),
                    ask.key().name(),
                    failure.kind().code());
            last = new LastFailure(ask, result);
            completion.attemptFailed(call, ask, result, attempt);
            return null;
        }

        private @Nullable CallEnd notSent(NextTarget.Ask ask, String why) {
            var stopped = call.stopping().reason();
            if (stopped != null && stopped.kind() == FailureClass.CANCELLED) {
                selector.stopped(ask);
                return stopped();
            }
            selector.unreachable(ask);
            LOG.warn("{} cannot be reached: {}", ask.target().provider(), why);
            if (!candidates.isEmpty()) {
                return null;
            }
            return unavailable(
                    new NextTarget.Blocked(
                            RoutingError.PROVIDER_UNAVAILABLE,
                            "%s cannot be reached; nothing was sent."
                                    .formatted(ask.target().vendor().name()),
                            Duration.ofSeconds(2),
                            false));
        }

        // either a cancel was recorded before the dispatch, which is an outcome, or another
        // router has the call
        private CallEnd leaseLost() {
            if (call.stopping().reason() != null || call.recorder().isCancelled()) {
                call.cancel();
                return stopped();
            }
            return CallCompletion.taken();
        }

        private CallEnd stopped() {
            var why = Objects.requireNonNull(call.stopping().reason());
            return completion.finish(
                    call, call.order().targets().getFirst(), ModelResponse.failed(why));
        }

        // the last vendor's failure is the outcome; without one nothing has happened yet
        private CallEnd unavailable(NextTarget.Blocked blocked) {
            if (last != null) {
                return completion.finish(call, last.ask(), last.result());
            }
            completion.release(call);
            return new CallEnd.NotDispatched(
                    blocked.error(), blocked.why(), Math.max(1, seconds(blocked.pause())));
        }

        private boolean mayWait(NextTarget.Blocked blocked) {
            return blocked.worthWaiting()
                    && waited.plus(blocked.pause()).compareTo(retries.longestWait()) <= 0
                    && blocked.pause().compareTo(left()) < 0;
        }

        private Duration left() {
            return deadline.minusNanos(call.nanosSinceStart());
        }

        private static long seconds(Duration wait) {
            return wait.plusMillis(999).toSeconds();
        }

        private record LastFailure(NextTarget.Ask ask, AttemptResult.Responded result) {}
    }
}
