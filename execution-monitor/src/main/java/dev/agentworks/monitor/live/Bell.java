package dev.agentworks.monitor.live;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Wakes one waiting thread; ringing twice before it wakes is ringing once. */
final class Bell {
    private final Semaphore rung = new Semaphore(0);

    void ring() {
        if (rung.availablePermits() == 0) {
            rung.release();
        }
    }

    void await(long millis) throws InterruptedException {
        if (rung.tryAcquire(Math.max(1, millis), TimeUnit.MILLISECONDS)) {
            rung.drainPermits();
        }
    }
}
