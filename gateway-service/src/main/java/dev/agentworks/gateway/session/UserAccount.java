package dev.agentworks.gateway.session;

import java.util.List;

/** A person with an account, and their memberships. */
public record UserAccount(
        String id, String email, String name, boolean emailVerified, List<Membership> workspaces) {}
