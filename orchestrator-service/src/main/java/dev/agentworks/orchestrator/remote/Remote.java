package dev.agentworks.orchestrator.remote;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of a project's remote. */
record Remote(
        UUID projectId,
        UUID workspaceId,
        @Nullable String url,
        byte @Nullable [] token,
        boolean openPullRequests,
        long version,
        @Nullable Instant lastPushAt,
        @Nullable String lastPushOutcome,
        @Nullable String lastPushDetail) {}
