package dev.agentworks.system.contract;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request of the comparison.
 *
 * @param what in words, for whoever reads a failure
 */
record Request(
        Operation operation,
        String what,
        String method,
        String target,
        Map<String, String> headers,
        byte @Nullable [] body,
        Expectation expectation) {

    /** What the contract lets a caller expect. */
    enum Expectation {
        /** The contract allows it: it is not refused for its form. */
        ALLOWED,
        /** The contract does not allow it: it is refused as the caller's mistake. */
        REFUSED,
        /** Whatever the contract describes. */
        DESCRIBED
    }
}
