package dev.agentworks.monitor.live;

import dev.agentworks.monitor.history.StreamHead;
import dev.agentworks.monitor.live.ClientFrame.From;
import org.jspecify.annotations.Nullable;

/**
 * The position at which a subscription begins in a run's stream.
 *
 * @param next the first offset that is sent
 * @param refusal why the client's cursor could not be used; the subscription then begins at the
 *     first line
 */
record StartPosition(StreamHead head, long next, @Nullable String refusal) {
    static StartPosition of(From from, StreamHead head) {
        return switch (from) {
            case From.Beginning _ -> new StartPosition(head, 0, null);
            case From.Tail(var lines) ->
                    new StartPosition(head, Math.max(0, head.next() - lines), null);
            case From.Cursor cursor -> resume(cursor, head);
            case From.Cursors(var byRun) -> {
                var cursor = byRun.get(head.runId());
                yield cursor == null ? new StartPosition(head, 0, null) : resume(cursor, head);
            }
        };
    }

    boolean isResumed() {
        return refusal == null;
    }

    private static StartPosition resume(From.Cursor cursor, StreamHead head) {
        if (cursor.epoch() != head.epoch()) {
            return new StartPosition(head, 0, "epoch-changed");
        }
        return cursor.after() >= head.next()
                ? new StartPosition(head, 0, "ahead-of-stream")
                : new StartPosition(head, cursor.after() + 1, null);
    }
}
