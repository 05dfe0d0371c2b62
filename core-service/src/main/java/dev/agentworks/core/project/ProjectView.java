package dev.agentworks.core.project;

import java.time.Instant;
import java.util.UUID;

/** A project as a member sees it. */
public record ProjectView(
        UUID id,
        UUID workspaceId,
        String key,
        String name,
        String description,
        UUID boardId,
        long version,
        Instant createdAt) {}
