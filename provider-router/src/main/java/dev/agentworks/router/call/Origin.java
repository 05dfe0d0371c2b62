package dev.agentworks.router.call;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** For whom a call is made: who pays for it and what it belongs to. */
public record Origin(
        UUID workspaceId,
        UUID projectId,
        @Nullable UUID cardId,
        @Nullable UUID runId,
        @Nullable String agentId) {}
