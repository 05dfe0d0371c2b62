package dev.agentworks.orchestrator.outgoing;

import java.util.UUID;

/** Which run something is said about. */
public record RunFacts(UUID runId, UUID cardId, UUID workspaceId, UUID projectId, String agentId) {}
