package dev.agentworks.orchestrator.file;

import java.util.UUID;

/** What files need to know of a run; ids only, so that runs may use files and not the reverse. */
public record FileRun(UUID runId, UUID workspaceId, UUID projectId, UUID cardId, String agentId) {}
