package dev.agentworks.core.workspace;

import java.time.Instant;

/** A workspace as a member sees it. */
public record WorkspaceView(
        WorkspaceId id, String name, String slug, Role role, long version, Instant createdAt) {}
