package dev.agentworks.router.usage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a call comes from: the workspace that pays for it, and the card and run it belongs to.
 *
 * @param apiKeyId the workspace's key it came with, when it came from outside
 */
public record CallOrigin(
        UUID workspaceId,
        UUID projectId,
        @Nullable UUID cardId,
        @Nullable UUID runId,
        @Nullable String agentId,
        @Nullable UUID apiKeyId) {
    /** From inside. */
    public CallOrigin(
            UUID workspaceId,
            UUID projectId,
            @Nullable UUID cardId,
            @Nullable UUID runId,
            @Nullable String agentId) {
        this(workspaceId, projectId, cardId, runId, agentId, null);
    }

    /** With a workspace's key. */
    public static CallOrigin ofKey(UUID workspaceId, UUID apiKeyId) {
        return new CallOrigin(workspaceId, workspaceId, null, null, null, apiKeyId);
    }
}
