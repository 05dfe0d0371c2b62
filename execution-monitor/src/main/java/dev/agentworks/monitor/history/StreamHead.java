package dev.agentworks.monitor.history;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The current end of a run's stream.
 *
 * @param epoch identifies this history of the run
 * @param next the offset of the next line
 * @param finalOffset the final value of {@code next}, once the stream has ended
 */
public record StreamHead(
        UUID runId,
        UUID workspaceId,
        UUID cardId,
        long epoch,
        long next,
        @Nullable Long finalOffset,
        Instant openedAt) {}
