package dev.agentworks.orchestrator.workingcopy;

import java.util.UUID;

/** The run that owns a working copy, by its ids: runs use working copies, never the reverse. */
public record FileRun(UUID runId, UUID workspaceId, UUID projectId, UUID cardId, String agentId) {}
