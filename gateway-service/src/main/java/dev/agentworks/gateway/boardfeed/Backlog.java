package dev.agentworks.gateway.boardfeed;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is remembered of a feed.
 *
 * @param floor everything after this is remembered
 * @param head the latest there is
 * @param frames those after what was asked for, in order
 */
record Backlog(long floor, long head, List<Frame> frames) {
    /** What a reader gets first: where the feed stands, what was missed, or that it is too much. */
    List<Frame> opening(@Nullable Long after) {
        if (after == null) {
            return List.of(Frame.of(head, "ready", "{}"));
        }
        if (after < floor || after > head) {
            return List.of(Frame.of(head, "resync", "{}"));
        }
        var opening = new ArrayList<>(frames);
        opening.removeIf(frame -> frame.seq() <= after);
        return opening.isEmpty() ? List.of(Frame.of(head, "ready", "{}")) : opening;
    }
}
