package dev.agentworks.core.lanevisit;

import java.util.UUID;

/** A run ended: completed, failed or cancelled. */
public record RunOver(UUID runId) {}
