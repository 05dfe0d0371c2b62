package dev.agentworks.core.project;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.WorkspaceId;

/** A project was made; the board listens, in the same transaction, and lays out its lanes. */
public record ProjectCreated(
        ProjectId projectId, WorkspaceId workspaceId, String name, UserId createdBy) {}
