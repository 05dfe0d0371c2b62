package dev.agentworks.orchestrator.tool;

import java.util.UUID;

/**
 * For whom and where a tool is called.
 *
 * @param key the same for every repetition of this one call
 */
public record ToolContext(
        UUID workspaceId, UUID projectId, UUID cardId, UUID runId, String agentId, String key) {}
