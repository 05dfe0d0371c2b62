package dev.agentworks.core.workspace;

import dev.agentworks.core.identity.UserId;

/**
 * Somebody came into a workspace, got another role, or is gone from it. Said within the
 * transaction.
 *
 * @param role the new one; that which they had when they are gone
 */
public record MemberChanged(WorkspaceId workspace, UserId person, Kind kind, Role role) {

    /** What happened. */
    public enum Kind {
        JOINED,
        ROLE_CHANGED,
        REMOVED
    }
}
