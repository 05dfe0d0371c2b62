package dev.agentworks.core.board;

import java.util.UUID;

/** The rules of a project's lanes have a new version. */
public record WorkflowChanged(UUID projectId, UUID workspaceId) {}
