package dev.agentworks.router.provider;

import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stops one call: when somebody asks for it, or when a step takes too long. The connection is cut,
 * so that the vendor stops working; the first reason stays.
 */
public final class CallControl {
    private final ProviderSettings.Timeouts timeouts;
    private final AtomicReference<@Nullable VendorFailure> reason = new AtomicReference<>();
    private volatile @Nullable Runnable abort;
    private volatile long dispatched;
    private volatile long lastEvent;
    private volatile boolean hasContent;
    private volatile boolean over;
    private volatile @Nullable Future<?> nextLook;

    public CallControl(ProviderSettings.Timeouts timeouts) {
        this.timeouts = timeouts;
    }

    /** Stops the call, now or as soon as it begins. */
    public void stop(VendorFailure why) {
        if (!over && reason.compareAndSet(null, why)) {
            var running = abort;
            if (running != null) {
                running.run();
            }
        }
    }

    /** Why the call was stopped, if it was. */
    public @Nullable VendorFailure reason() {
        return reason.get();
    }

    void begin(Runnable howToAbort) {
        abort = howToAbort;
        if (reason.get() != null) {
            howToAbort.run();
        }
    }

    void dispatched(ScheduledExecutorService watch) {
        dispatched = System.nanoTime();
        lastEvent = dispatched;
        schedule(watch, nextDeadline() - dispatched);
    }

    void event(boolean content) {
        lastEvent = System.nanoTime();
        hasContent |= content;
    }

    void over() {
        over = true;
        abort = null;
        var look = nextLook;
        if (look != null) {
            look.cancel(false);
        }
    }

    // one look ahead at a time: nothing is scheduled again for every event of a stream
    private void schedule(ScheduledExecutorService watch, long nanos) {
        // the first content may come at any time and brings the nearer deadline of an idle stream
        long soon = Math.min(nanos, timeouts.idle().toNanos() / 2);
        nextLook =
                watch.schedule(() -> look(watch), Math.max(soon, 1_000_000), TimeUnit.NANOSECONDS);
    }

    private void look(ScheduledExecutorService watch) {
        if (over || reason.get() != null) {
            return;
        }
        long left = nextDeadline() - System.nanoTime();
        if (left > 0) {
            schedule(watch, left);
        } else {
            stop(VendorFailure.of(FailureClass.TIMEOUT, tooLong()));
        }
    }

    private long nextDeadline() {
        long step =
                hasContent
                        ? lastEvent + timeouts.idle().toNanos()
                        : dispatched + timeouts.firstToken().toNanos();
        return Math.min(step, dispatched + timeouts.total().toNanos());
    }

    private String tooLong() {
        long took = System.nanoTime() - dispatched;
        if (took >= timeouts.total().toNanos()) {
            return "The answer took more than %d s.".formatted(seconds(timeouts.total()));
        }
        return hasContent
                ? "Nothing came for %d s.".formatted(seconds(timeouts.idle()))
                : "The first content did not come within %d s."
                        .formatted(seconds(timeouts.firstToken()));
    }

    private static long seconds(Duration duration) {
        return Math.max(1, duration.toSeconds());
    }
}
