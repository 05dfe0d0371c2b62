package dev.agentworks.core.rank;

import java.util.UUID;

/** The place that was asked for would have too long a key before its lane is rewritten. */
public final class CrowdedLaneException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final UUID lane;

    CrowdedLaneException(UUID lane) {
        super("lane %s has no room at a place".formatted(lane));
        this.lane = lane;
    }

    public UUID lane() {
        return lane;
    }
}
