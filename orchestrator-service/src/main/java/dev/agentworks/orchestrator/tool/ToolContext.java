package dev.agentworks.orchestrator.tool;

import java.util.UUID;

/**
 * The run for which a tool is called.
 *
 * @param key the same for every repetition of the call
 */
public record ToolContext(
        UUID workspaceId, UUID projectId, UUID cardId, UUID runId, String agentId, String key) {}
