package dev.agentworks.router.chat;

import dev.agentworks.router.call.RunningCall;
import dev.agentworks.router.ledger.CallState;

/** What a caller finds behind a key. */
sealed interface Entry {
    /** A call was started for this caller. */
    record Started(RunningCall call) implements Entry {}

    /** A call that somebody else started here. */
    record Joined(RunningCall call) implements Entry {}

    /** A call that another router works on. */
    record Elsewhere() implements Entry {}

    /** The outcome. */
    record Stored(CallState state, String completion) implements Entry {}
}
