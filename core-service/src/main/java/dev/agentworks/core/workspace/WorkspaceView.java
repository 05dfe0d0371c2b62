package dev.agentworks.core.workspace;

import java.time.Instant;
import java.util.UUID;

/** A workspace as a member sees it. */
public record WorkspaceView(
        UUID id, String name, String slug, Role role, long version, Instant createdAt) {}
