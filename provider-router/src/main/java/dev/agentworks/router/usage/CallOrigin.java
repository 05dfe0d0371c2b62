package dev.agentworks.router.usage;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * For whom a call is made: who pays for it and what it belongs to.
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
