package dev.agentworks.core.project;

import java.util.UUID;

/** A project was made; the board listens, in the same transaction, and lays out its lanes. */
public record ProjectCreated(UUID projectId, UUID workspaceId, String name, UUID createdBy) {}
