package dev.agentworks.router.execution;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.routing.Recovery;

/** Decides which targets may be asked after an attempt that failed. */
final class RecoveryPolicy {
    private RecoveryPolicy() {}

    /**
     * What the vendor refused is asked again, because it charges nothing for that. What it may have
     * worked on is asked again only where the order allows it. A response that its reader has seen
     * is never begun anew.
     */
    static Recovery after(
            CallOrder order, AttemptResult.Responded result, VendorFailure failure, boolean byok) {
        // a workspace's own key that is refused is for the workspace to replace
        if (byok && failure.kind() == FailureClass.AUTH) {
            return Recovery.NONE;
        }
        if (result.shown() || (result.worked() && !order.reissue())) {
            return Recovery.NONE;
        }
        return switch (failure.kind().fallback()) {
            case YES, BEFORE_CONTENT -> among(failure, byok);
            case NO -> failure.tooLong() ? Recovery.LARGER_MODELS : Recovery.NONE;
            case IF_ASKED -> Recovery.NONE;
        };
    }

    private static Recovery among(VendorFailure failure, boolean byok) {
        if (failure.kind().key() != FailureClass.Key.KEEP) {
            return byok ? Recovery.OTHER_TARGETS : Recovery.OTHER_KEYS;
        }
        return failure.retryable() ? Recovery.ANY_TARGET : Recovery.OTHER_TARGETS;
    }
}
