package dev.agentworks.orchestrator.client;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Stops a run's thread that waits for an open stream: the thread registers how it can be released.
 * The thread itself is never interrupted, because that would close a database connection it may be
 * using.
 */
public final class Interruption {

    /** Why the work stops. */
    public enum Reason {
        CANCELLED,
        SUPERSEDED,
        GIVEN_UP,
        DEADLINE,
        LEASE_LOST,
        SHUTDOWN
    }

    private final AtomicReference<@Nullable Reason> reason = new AtomicReference<>();
    private final AtomicReference<@Nullable Runnable> release = new AtomicReference<>();

    public @Nullable Reason reason() {
        return reason.get();
    }

    /** Stops the work; only the first reason counts. */
    public void interrupt(Reason why) {
        if (reason.compareAndSet(null, why)) {
            var waiting = release.get();
            if (waiting != null) {
                waiting.run();
            }
        }
    }

    /**
     * Registers how to release the waiting thread; releases it at once when the work has stopped.
     */
    public void whileWaiting(@Nullable Runnable freeing) {
        release.set(freeing);
        if (freeing != null && reason.get() != null) {
            freeing.run();
        }
    }
}
