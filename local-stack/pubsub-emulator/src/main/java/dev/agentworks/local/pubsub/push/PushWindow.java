package dev.agentworks.local.pubsub.push;

import java.time.Duration;

/** How many requests may be open: more after each success, and none for a while after a failure. */
final class PushWindow {

    private static final int FIRST = 8;
    private static final int WIDEST = 3000;
    private static final long LEAST_PAUSE = Duration.ofMillis(100).toNanos();
    private static final long LONGEST_PAUSE = Duration.ofSeconds(60).toNanos();

    private int width = FIRST;
    private int open;
    private int failuresInARow;
    private long closedUntil = System.nanoTime();

    synchronized int room() {
        if (closedUntil - System.nanoTime() > 0) {
            return 0;
        }
        // after a failure one request at a time, until one succeeds
        return Math.max(0, (failuresInARow > 0 ? 1 : width) - open);
    }

    synchronized void opened(int requests) {
        open += requests;
    }

    synchronized void succeeded() {
        open--;
        failuresInARow = 0;
        width = Math.min(WIDEST, width + 1);
    }

    /** Answers how long to wait before the next request. */
    synchronized Duration failed() {
        open--;
        failuresInARow++;
        width = Math.max(1, width / 2);
        var pause = Math.min(LONGEST_PAUSE, LEAST_PAUSE << Math.min(failuresInARow - 1, 20));
        closedUntil = System.nanoTime() + pause;
        return Duration.ofNanos(pause);
    }
}
