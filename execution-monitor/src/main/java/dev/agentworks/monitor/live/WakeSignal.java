package dev.agentworks.monitor.live;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; two signals before it wakes count as one. */
final class WakeSignal {
    private final Semaphore signals = new Semaphore(0);

    void wake() {
        if (signals.availablePermits() == 0) {
            signals.release();
        }
    }

    void await(long millis) throws InterruptedException {
        if (signals.tryAcquire(Math.max(1, millis), TimeUnit.MILLISECONDS)) {
            signals.drainPermits();
        }
    }
}
