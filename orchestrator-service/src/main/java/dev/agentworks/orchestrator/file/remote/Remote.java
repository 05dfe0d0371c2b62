package dev.agentworks.orchestrator.file.remote;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A project's remote as its row stands. */
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
