package dev.agentworks.router.execution;

import dev.agentworks.router.ledger.Outcome;
import dev.agentworks.starter.problem.ErrorCode;
import java.util.Map;

/** How a call ended for its readers. */
public sealed interface CallEnd {
    /** It has an outcome, which is stored. */
    record Finished(Outcome outcome) implements CallEnd {}

    /**
     * The vendor knows nothing of it; the same key may come again.
     *
     * @param facts further properties of the problem
     */
    record NotDispatched(
            ErrorCode error, String detail, long retryAfterSeconds, Map<String, Object> facts)
            implements CallEnd {
        public NotDispatched(ErrorCode error, String detail, long retryAfterSeconds) {
            this(error, detail, retryAfterSeconds, Map.of());
        }
    }

    /** Its outcome was lost. */
    record Lost() implements CallEnd {}
}
