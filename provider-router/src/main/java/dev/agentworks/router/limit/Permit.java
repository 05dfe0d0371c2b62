package dev.agentworks.router.limit;

import java.time.Duration;

/** Whether a call may be made now. */
public sealed interface Permit {
    /** It may; so many tokens are reserved for it. */
    record Granted(LimitKey key, long tokens) implements Permit {}

    /** It may after this time, if no other call is faster. */
    record Later(Duration pause) implements Permit {}
}
