package dev.agentworks.core.gate;

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
}
