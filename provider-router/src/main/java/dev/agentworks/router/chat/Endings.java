package dev.agentworks.router.chat;

import dev.agentworks.router.call.CallEnd;

/** What an end means to a caller to whom nothing was answered yet. */
final class Endings {
    private Endings() {}

    /** The outcome; anything else is a problem. */
    static CallEnd.Told told(CallEnd end) {
        return switch (end) {
            case CallEnd.Told told -> told;
            case CallEnd.NotDispatched refused -> throw NotDispatchedProblem.of(refused);
            case CallEnd.Lost _ -> throw Completions.lost();
        };
    }
}
