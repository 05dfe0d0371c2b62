package dev.agentworks.orchestrator.knowledge;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a completed run came to. */
public record PastResult(
        UUID runId,
        UUID cardId,
        String agent,
        String summary,
        @Nullable String verdict,
        Instant at) {}
