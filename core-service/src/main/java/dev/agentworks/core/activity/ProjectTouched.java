package dev.agentworks.core.activity;

import java.util.UUID;

/** Something changed by which a card that waits at its gate may go on. */
public record ProjectTouched(UUID workspaceId, UUID projectId) {}
