package dev.agentworks.gateway.boardfeed;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The frames of a feed that are kept.
 *
 * @param floor every frame after this number is kept
 * @param head the number of the latest frame
 * @param frames the frames after the requested number, in order
 */
record Backlog(long floor, long head, List<FeedFrame> frames) {
    /**
     * The first frames of a subscription: the current number, the missed frames, or {@code resync}
     * when not all of them are kept.
     */
    List<FeedFrame> opening(@Nullable Long after) {
        if (after == null) {
            return List.of(FeedFrame.of(head, "ready", "{}"));
        }
        if (after < floor || after > head) {
            return List.of(FeedFrame.of(head, "resync", "{}"));
        }
        var opening = new ArrayList<>(frames);
        opening.removeIf(frame -> frame.seq() <= after);
        return opening.isEmpty() ? List.of(FeedFrame.of(head, "ready", "{}")) : opening;
    }
}
