package dev.agentworks.orchestrator.lane;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A card's visit to a lane as it is written down.
 *
 * @param runs its runs, oldest first
 */
public record VisitProgress(LanePlan plan, List<VisitRun> runs, Settled settled) {

    public VisitProgress {
        runs = List.copyOf(runs);
    }

    /** The run that counts at each place: a retry stands in for what it repeats. */
    Map<Object, VisitRun> counting() {
        var latest = new LinkedHashMap<Object, VisitRun>();
        runs.forEach(run -> latest.put(run.place(), run));
        return latest;
    }

    /** What core was or is to be told of the visit. */
    public enum Settled {
        /** Something is at work or will start by itself. */
        NOT,
        /** All is over, and all of it well. */
        COMPLETED,
        /** All is over, but something failed or was cancelled. */
        INCOMPLETE
    }
}
