package dev.agentworks.local.pubsub.broker;

import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Rings once at the earliest time asked for. Guarded by the lock of its owner. */
final class Alarm {

    private final ScheduledExecutorService timer;
    private final Runnable bell;
    private @Nullable ScheduledFuture<?> armed;
    private long armedFor;

    Alarm(ScheduledExecutorService timer, Runnable bell) {
        this.timer = timer;
        this.bell = bell;
    }

    void ringIn(long nanos) {
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
        armed = timer.schedule(bell, Math.max(nanos, 0), TimeUnit.NANOSECONDS);
    }

    /** To be called when it rings. */
    void rang() {
        armed = null;
    }

    void off() {
        if (armed != null) {
            armed.cancel(false);
            armed = null;
        }
    }
}
