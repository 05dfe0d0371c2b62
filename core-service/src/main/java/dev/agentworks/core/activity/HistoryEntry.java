package dev.agentworks.core.activity;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One change of a card: who, what, from which value to which, and why when a reason was given.
 *
 * @param approvedBy the person who let an agent's change happen, where somebody had to
 */
public record HistoryEntry(
        UUID id,
        String actor,
        @Nullable UUID runId,
        String action,
        Map<String, Object> changes,
        @Nullable String reason,
        @Nullable UUID approvedBy,
        Instant createdAt) {}
