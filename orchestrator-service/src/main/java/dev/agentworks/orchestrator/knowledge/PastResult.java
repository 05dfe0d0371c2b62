package dev.agentworks.orchestrator.knowledge;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The result of a completed run. */
public record PastResult(
        UUID runId,
        UUID cardId,
        String agent,
        String summary,
        @Nullable String verdict,
        Instant at) {}
