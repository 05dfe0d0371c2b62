package dev.agentworks.monitor.history;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The current end of a run's stream.
 *
 * @param epoch identifies this history of the run
 * @param next the offset of the next line
 * @param finalOffset the value of {@code next} at which the stream has ended; lines that come later
 *     move it
 * @param floor the first offset that is still kept
 */
public record StreamHead(
        UUID runId,
        UUID workspaceId,
        UUID cardId,
        long epoch,
        long next,
        @Nullable Long finalOffset,
        long floor,
        Instant openedAt) {}
