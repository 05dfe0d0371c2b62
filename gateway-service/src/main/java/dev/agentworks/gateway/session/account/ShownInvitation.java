package dev.agentworks.gateway.session.account;

import java.time.Instant;

/** An invitation as the one sees it who holds its token. */
public record ShownInvitation(
        String workspaceName, String inviterName, String email, String role, Instant expiresAt) {}
