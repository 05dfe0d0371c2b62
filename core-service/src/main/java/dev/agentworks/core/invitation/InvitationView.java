package dev.agentworks.core.invitation;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.Role;
import dev.agentworks.core.workspace.WorkspaceId;
import java.time.Instant;

/**
 * An open invitation as the admins of its workspace see it.
 *
 * @param sentAt when the last mail was sent
 * @param expired whether it has to be sent once more to be of use
 */
public record InvitationView(
        InvitationId id,
        WorkspaceId workspaceId,
        String email,
        Role role,
        Inviter invitedBy,
        Instant createdAt,
        Instant sentAt,
        Instant expiresAt,
        boolean expired) {

    /** Who invited. */
    public record Inviter(UserId id, String name) {}
}
