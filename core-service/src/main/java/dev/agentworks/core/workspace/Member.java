package dev.agentworks.core.workspace;

import dev.agentworks.core.identity.UserId;
import java.time.Instant;

/**
 * A member of a workspace.
 *
 * @param joinedAt since when they belong to it
 */
public record Member(
        UserId userId, String email, String name, Role role, Instant joinedAt, long version) {}
