package dev.agentworks.router.completion;

import dev.agentworks.router.execution.RunningCall;
import dev.agentworks.router.ledger.CallState;

/** What a caller finds under a key. */
public sealed interface KeyedCall {
    /** A call was started for this caller. */
    record Started(RunningCall call) implements KeyedCall {}

    /** A call that another caller started here. */
    record Joined(RunningCall call) implements KeyedCall {}

    /** A call that another router works on. */
    record Elsewhere() implements KeyedCall {}

    /** The outcome. */
    record Stored(CallState state, String completion) implements KeyedCall {}
}
