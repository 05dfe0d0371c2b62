package dev.agentworks.router.ledger;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A call as it is asked for.
 *
 * @param requestHash differs when anything in the request does
 * @param apiKeyId the workspace's key it came with, when it came from outside
 */
public record NewCall(
        String key,
        String requestHash,
        UUID workspaceId,
        UUID projectId,
        @Nullable UUID cardId,
        @Nullable UUID runId,
        @Nullable String agentId,
        @Nullable UUID apiKeyId,
        String provider,
        String model,
        boolean simulated) {}
