package dev.agentworks.core.workspace;

import java.time.Instant;

/**
 * A workspace that its owner deleted and may have back.
 *
 * @param restorableUntil then it is gone for good
 */
public record DeletedWorkspace(
        WorkspaceId id, String name, String slug, Instant deletedAt, Instant restorableUntil) {}
