package dev.agentworks.monitor.history;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How far a run's stream goes.
 *
 * @param epoch names the life of this history
 * @param next the offset of the line that comes next
 * @param finalOffset what {@code next} will be for ever, once the stream has ended
 */
public record StreamHead(
        UUID runId,
        UUID workspaceId,
        UUID cardId,
        long epoch,
        long next,
        @Nullable Long finalOffset,
        Instant openedAt) {}
