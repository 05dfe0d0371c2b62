package dev.agentworks.router.completion.web;

import dev.agentworks.router.call.CallEnd;
import dev.agentworks.router.completion.Completions;
import dev.agentworks.router.completion.NotDispatchedProblem;

/** What an end means to a caller to whom nothing was answered yet. */
final class CallEnds {
    private CallEnds() {}

    /** The outcome; anything else is a problem. */
    static CallEnd.Told told(CallEnd end) {
        return switch (end) {
            case CallEnd.Told told -> told;
            case CallEnd.NotDispatched refused -> throw NotDispatchedProblem.of(refused);
            case CallEnd.Lost _ -> throw Completions.lost();
        };
    }
}
