package dev.agentworks.orchestrator.run.model;

import org.jspecify.annotations.Nullable;

/**
 * The lane visit a run belongs to.
 *
 * @param ordinal its place in the visit's sequence; none outside one
 */
public record RunPlacement(int lane, int laneVisit, @Nullable Integer ordinal) {

    /** A task stands in no lane. */
    public static final RunPlacement NONE = new RunPlacement(0, 0, null);
}
