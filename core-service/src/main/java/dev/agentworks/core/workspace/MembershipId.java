package dev.agentworks.core.workspace;

import dev.agentworks.core.identity.UserId;
import jakarta.persistence.Embeddable;

/** Names the membership of a person in a workspace. */
@Embeddable
record MembershipId(WorkspaceId workspaceId, UserId personId) {}
