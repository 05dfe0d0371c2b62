package dev.agentworks.monitor.status;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The status of a run.
 *
 * @param lastRunSeq the number of the event this status comes from; a lower one is older
 */
public record RunView(
        UUID runId,
        UUID workspaceId,
        UUID cardId,
        String agentId,
        String status,
        @Nullable Integer progress,
        @Nullable Long tokens,
        @Nullable BigDecimal cost,
        @Nullable BigDecimal price,
        @Nullable String errorCode,
        @Nullable String errorMessage,
        long lastRunSeq,
        Instant startedAt,
        Instant updatedAt) {}
