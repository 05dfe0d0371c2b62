package dev.agentworks.orchestrator.run.model;

import java.util.UUID;

/** Which run it is, and what it belongs to; it never changes. */
public record RunIdentity(UUID id, UUID workspaceId, UUID projectId, UUID cardId, String agentId) {}
