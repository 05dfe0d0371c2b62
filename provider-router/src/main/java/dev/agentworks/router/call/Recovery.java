package dev.agentworks.router.call;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.VendorFailure;

/** Who may be asked after an attempt that failed. */
enum Recovery {
    /** Whoever comes next, and later the same again. */
    ANYBODY,
    /** The same at once with another key, or somebody else. */
    OTHER_KEYS,
    OTHERS,
    /** Only models that read more. */
    LARGER,
    /** The failure is the outcome. */
    NONE;

    /**
     * What the vendor refused is asked again, because it charges nothing for that. What it may have
     * worked on is asked again only where the order allows it. What its reader has seen stays.
     */
    static Recovery of(CallOrder order, Tried.Answered tried, VendorFailure failure, boolean byok) {
        // a key of their own that is refused is for its owner to mend, not for us to go around
        if (byok && failure.kind() == FailureClass.AUTH) {
            return NONE;
        }
        if (tried.shown() || (tried.worked() && !order.reissue())) {
            return NONE;
        }
        return switch (failure.kind().fallback()) {
            case YES, BEFORE_CONTENT -> among(failure, byok);
            case NO -> failure.tooLong() ? LARGER : NONE;
            case IF_ASKED -> NONE;
        };
    }

    private static Recovery among(VendorFailure failure, boolean byok) {
        if (failure.kind().key() != FailureClass.Key.KEEP) {
            return byok ? OTHERS : OTHER_KEYS;
        }
        return failure.retryable() ? ANYBODY : OTHERS;
    }
}
