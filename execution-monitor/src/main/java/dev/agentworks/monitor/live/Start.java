package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.StreamHead;
import dev.agentworks.monitor.live.ClientFrame.From;
import org.jspecify.annotations.Nullable;

/**
 * Where a reader begins in a run's stream.
 *
 * @param next the first offset it gets
 * @param refusal why its own cursor could not be used; it starts over then
 */
record Start(StreamHead head, long next, @Nullable String refusal) {
    static Start of(From from, StreamHead head) {
        return switch (from) {
            case From.Start _ -> new Start(head, 0, null);
            case From.Tail(var lines) -> new Start(head, Math.max(0, head.next() - lines), null);
            case From.Cursor cursor -> resume(cursor, head);
            case From.Cursors(var byRun) -> {
                var cursor = byRun.get(head.runId());
                yield cursor == null ? new Start(head, 0, null) : resume(cursor, head);
            }
        };
    }

    boolean isResumed() {
        return refusal == null;
    }

    private static Start resume(From.Cursor cursor, StreamHead head) {
        if (cursor.epoch() != head.epoch()) {
            return new Start(head, 0, "epoch-changed");
        }
        return cursor.after() >= head.next()
                ? new Start(head, 0, "ahead-of-stream")
                : new Start(head, cursor.after() + 1, null);
    }
}
