package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.client.Interruption;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The runs that this process is working on, and how each is interrupted. */
@Component
class ActiveRuns {

    private final Map<UUID, ActiveRun> runs = new ConcurrentHashMap<>();
    private volatile boolean open;
    private volatile CountDownLatch closed = new CountDownLatch(1);

    /** Whether runs are worked on at all. */
    boolean isOpen() {
        return open;
    }

    void open() {
        closed = new CountDownLatch(1);
        open = true;
    }

    /** Interrupts every run; one that begins later is interrupted at once. */
    void close() {
        open = false;
        closed.countDown();
        runs.values().forEach(run -> run.interruption().interrupt(Interruption.Reason.SHUTDOWN));
    }

    /** Waits for so long, or until this process ends its work. */
    void awaitClosed(Duration patience) throws InterruptedException {
        closed.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    ActiveRun begin(UUID run, long epoch) {
        var active = new ActiveRun(epoch, new Interruption(), new CountDownLatch(1));
        runs.put(run, active);
        if (!open) {
            active.interruption().interrupt(Interruption.Reason.SHUTDOWN);
        }
        return active;
    }

    void end(UUID run, ActiveRun active) {
        runs.remove(run, active);
        active.over().countDown();
    }

    boolean contains(UUID run) {
        return runs.containsKey(run);
    }

    @Nullable ActiveRun find(UUID run) {
        return runs.get(run);
    }

    int size() {
        return runs.size();
    }

    /** All of them as they are now. */
    Map<UUID, ActiveRun> all() {
        return Map.copyOf(runs);
    }

    /**
     * A run at work.
     *
     * @param epoch of the lease under which it is worked on
     * @param over open until the work on it ends
     */
    record ActiveRun(long epoch, Interruption interruption, CountDownLatch over) {}
}
