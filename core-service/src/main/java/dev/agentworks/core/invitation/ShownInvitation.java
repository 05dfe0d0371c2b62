package dev.agentworks.core.invitation;

import dev.agentworks.core.workspace.Role;
import java.time.Instant;

/** An invitation as the one sees it who holds its token, signed in or not. */
public record ShownInvitation(
        String workspaceName, String inviterName, String email, Role role, Instant expiresAt) {}
