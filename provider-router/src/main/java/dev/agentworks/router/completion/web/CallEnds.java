package dev.agentworks.router.completion.web;

import dev.agentworks.router.completion.Completions;
import dev.agentworks.router.completion.NotDispatchedProblem;
import dev.agentworks.router.execution.CallEnd;

/** Turns the end of a call into the response of a request that has none yet. */
final class CallEnds {
    private CallEnds() {}

    /** The outcome; anything else is a problem. */
    static CallEnd.Finished told(CallEnd end) {
        return switch (end) {
            case CallEnd.Finished told -> told;
            case CallEnd.NotDispatched refused -> throw NotDispatchedProblem.of(refused);
            case CallEnd.Lost _ -> throw Completions.lost();
        };
    }
}
