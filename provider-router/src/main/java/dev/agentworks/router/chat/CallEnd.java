package dev.agentworks.router.chat;

import dev.agentworks.router.ledger.CallState;
import dev.agentworks.starter.problem.ErrorCode;

/** How a call ended for those who wait for it. */
sealed interface CallEnd {
    /** It has an outcome, which is stored. */
    record Told(CallState state, String completion) implements CallEnd {}

    /** The vendor knows nothing of it; the same key may come again. */
    record NotDispatched(ErrorCode error, String detail, long retryAfterSeconds)
            implements CallEnd {}

    /** Its outcome was lost. */
    record Lost() implements CallEnd {}
}
