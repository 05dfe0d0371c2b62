package dev.agentworks.router.provider.http;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * Checks all running calls every few milliseconds, while there are any. A timer for each call would
 * cost more than the checks.
 */
final class Watchdog implements AutoCloseable {
    private static final long TICK = Duration.ofMillis(10).toNanos();
    private static final long AWAKE = Duration.ofSeconds(1).toNanos();

    private final Set<Watched> all = ConcurrentHashMap.newKeySet();
    private final Thread thread =
            Thread.ofPlatform().daemon().name("vendor-watch").unstarted(this::run);
    private volatile boolean asleep;
    private volatile boolean closed;

    Watchdog() {
        thread.start();
    }

    /** What is checked. */
    interface Watched {
        void look(long now);
    }

    void add(Watched one) {
        all.add(one);
        if (asleep) {
            LockSupport.unpark(thread);
        }
    }

    void remove(Watched one) {
        all.remove(one);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(thread);
    }

    private void run() {
        long busy = System.nanoTime();
        while (!closed) {
            LockSupport.parkNanos(TICK);
            long now = System.nanoTime();
            if (!all.isEmpty()) {
                busy = now;
                all.forEach(one -> one.look(now));
            } else if (now - busy > AWAKE) {
                sleep();
                busy = System.nanoTime();
            }
        }
    }

    private void sleep() {
        asleep = true;
        while (all.isEmpty() && !closed) {
            LockSupport.park(this);
        }
        asleep = false;
    }
}
