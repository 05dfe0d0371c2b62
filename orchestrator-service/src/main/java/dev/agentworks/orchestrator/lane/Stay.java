package dev.agentworks.orchestrator.lane;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A card's stay in a lane as it is written down.
 *
 * @param attempts its runs, oldest first
 */
public record Stay(LanePlan plan, List<Attempt> attempts, Settled settled) {

    public Stay {
        attempts = List.copyOf(attempts);
    }

    /** The attempt that counts at each place: a retry stands in for what it repeats. */
    Map<Object, Attempt> counting() {
        var latest = new LinkedHashMap<Object, Attempt>();
        attempts.forEach(attempt -> latest.put(attempt.place(), attempt));
        return latest;
    }

    /** What core was or is to be told of the stay. */
    public enum Settled {
        /** Something is at work or will start by itself. */
        NOT,
        /** All is over, and all of it well. */
        COMPLETED,
        /** All is over, but something failed or was cancelled. */
        INCOMPLETE
    }
}
