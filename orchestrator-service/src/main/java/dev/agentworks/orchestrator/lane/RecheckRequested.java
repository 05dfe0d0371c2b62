package dev.agentworks.orchestrator.lane;

import java.util.UUID;

/** A lane visit was changed in this process: it may be looked at here at once, besides by time. */
public record RecheckRequested(UUID card) {}
