package dev.agentworks.core.gate;

import java.util.List;
import java.util.UUID;

/** What a gate has to know of a card. */
public interface JudgedCard {

    UUID id();

    UUID projectId();

    UUID laneId();

    /** The version of the lane's rule with which the card's visit began. */
    int ruleVersion();

    /** Whether a person approved the card in this visit. */
    boolean approved();

    /** Whether the work is cut into features below this card. */
    boolean holdsFeatures();

    /** Whether the work is cut into tasks below this card. */
    boolean holdsTasks();

    /** The runs that count for this visit. */
    List<VisitRun> runs();

    /**
     * Whether the card stands in the lane. A lane that it would only pass on its way has no visit
     * of it, and so no runs and no approval.
     */
    default boolean standsHere() {
        return true;
    }
}
