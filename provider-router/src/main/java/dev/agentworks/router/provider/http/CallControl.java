package dev.agentworks.router.provider.http;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.ProviderSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stops one call: on request, or when a step takes too long. The connection is cut, so that the
 * vendor stops working; the first reason stays.
 */
public final class CallControl implements Watchdog.Watched {
    private final ProviderSettings.Timeouts timeouts;
    private final AtomicReference<@Nullable VendorFailure> reason = new AtomicReference<>();
    private volatile @Nullable Runnable abort;
    private volatile @Nullable Watchdog watch;
    private volatile long dispatched;
    private volatile long lastEvent;
    private volatile boolean hasContent;
    private volatile boolean over;

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

    void dispatched(Watchdog by) {
        dispatched = System.nanoTime();
        lastEvent = dispatched;
        watch = by;
        by.add(this);
        // it may have ended while it was added
        if (over) {
            by.remove(this);
        }
    }

    void event(boolean content) {
        lastEvent = System.nanoTime();
        hasContent |= content;
    }

    void over() {
        over = true;
        abort = null;
        var by = watch;
        if (by != null) {
            by.remove(this);
        }
    }

    @Override
    public void look(long now) {
        if (!over && reason.get() == null && now - nextDeadline() >= 0) {
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
