package dev.agentworks.local.pubsub.broker;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs an action once, at the earliest time asked for. Guarded by the lock of its owner. */
final class DeliveryTimer {

    private final ScheduledExecutorService timer;
    private final Runnable action;
    private @Nullable ScheduledFuture<?> armed;
    private long armedFor;

    DeliveryTimer(ScheduledExecutorService timer, Runnable action) {
        this.timer = timer;
        this.action = action;
    }

    void schedule(long nanos) {
        if (nanos == Long.MAX_VALUE || timer.isShutdown()) {
            return;
        }
        var at = System.nanoTime() + Math.max(nanos, 0);
        if (armed != null && armedFor - at <= 0) {
            return;
        }
        if (armed != null) {
            armed.cancel(false);
        }
        armedFor = at;
        armed = timer.schedule(action, Math.max(nanos, 0), TimeUnit.NANOSECONDS);
    }

    /** To be called by the action. */
    void fired() {
        armed = null;
    }

    void cancel() {
        if (armed != null) {
            armed.cancel(false);
            armed = null;
        }
    }
}
