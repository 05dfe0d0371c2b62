package dev.agentworks.orchestrator.lane;

import java.util.List;

/**
 * What a visit to a lane starts by itself, as the rule said when it began: one agent after the
 * other, then some all at once.
 *
 * @param waitsForPerson nothing starts by itself, so the visit is not over before a person started
 *     something
 */
public record LanePlan(List<String> sequence, List<String> parallel, boolean waitsForPerson) {

    public LanePlan {
        sequence = List.copyOf(sequence);
        parallel = List.copyOf(parallel);
    }

    /** A lane visit in which nothing starts by itself. */
    public static LanePlan quiet() {
        return new LanePlan(List.of(), List.of(), true);
    }

    /** How many agents start by themselves; their ordinals count from 0, the parallel ones last. */
    int size() {
        return sequence.size() + parallel.size();
    }

    String agent(int ordinal) {
        return ordinal < sequence.size()
                ? sequence.get(ordinal)
                : parallel.get(ordinal - sequence.size());
    }
}
