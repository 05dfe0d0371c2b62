package dev.agentworks.starter.outbox;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.transaction.TransactionException;

/**
 * One thread that drains the outbox: at once when something was committed, and every second anyway.
 */
final class OutboxRelay implements SmartLifecycle {
    /** After the database, and before messages come in: their handlers append to the outbox. */
    private static final int PHASE = 1000;

    /** The longest pause, as a multiple of the time to gather. */
    private static final int LONGEST_REST = 10;

    private static final Logger log = LoggerFactory.getLogger(OutboxRelay.class);
    private final OutboxDrain drain;
    private final OutboxSettings settings;
    private final OutboxMetrics metrics;
    private final Semaphore wakeups = new Semaphore(0);
    private final AtomicReference<CompletableFuture<Void>> nextDrain =
            new AtomicReference<>(new CompletableFuture<>());
    private volatile @Nullable Thread thread;

    OutboxRelay(OutboxDrain drain, OutboxSettings settings, OutboxMetrics metrics) {
        this.drain = drain;
        this.settings = settings;
        this.metrics = metrics;
    }

    /**
     * Starts a drain, because messages were committed; waits for its end if the settings say so.
     */
    void committed() {
        var drained = nextDrain.get();
        wakeups.release();
        if (settings.awaitDrain().isPositive()) {
            await(drained);
        }
    }

    @Override
    public void start() {
        // set before it starts: the thread ends when the field names another one
        var relay = Thread.ofVirtual().name("outbox-relay").unstarted(this::run);
        thread = relay;
        relay.start();
    }

    @Override
    public void stop() {
        var running = thread;
        thread = null;
        wakeups.release();
        if (running != null) {
            join(running);
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    @Override
    public int getPhase() {
        return PHASE;
    }

    private void run() {
        long rested = System.nanoTime();
        while (Thread.currentThread() == thread) {
            pause();
            gather(rested - System.nanoTime());
            wakeups.drainPermits();
            // a transaction that commits from here on waits for the next drain
            var drained = nextDrain.getAndSet(new CompletableFuture<>());
            long began = System.nanoTime();
            drainAll();
            rested = rested(began, System.nanoTime());
            drained.complete(null);
        }
    }

    // long drains run less often: each then publishes more messages, and the database is free of
    // them half of the time
    private long rested(long began, long ended) {
        long gather = settings.gather().toNanos();
        long took = ended - began;
        return Math.max(began + gather, ended + Math.min(took, LONGEST_REST * gather));
    }

    private void drainAll() {
        try {
            while (drain.batch()) {
                // repeats until nothing is left
            }
            metrics.refresh();
        } catch (DataAccessException | TransactionException e) {
            log.warn("the outbox could not be drained; it will be tried again", e);
        } catch (RuntimeException e) {
            log.error("the outbox could not be drained; it will be tried again", e);
        }
    }

    // not while callers wait for a drain: they would wait for the pause too
    private void gather(long nanos) {
        if (nanos <= 0 || settings.awaitDrain().isPositive()) {
            return;
        }
        try {
            TimeUnit.NANOSECONDS.sleep(nanos);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread = null;
        }
    }

    private void pause() {
        try {
            var _ = wakeups.tryAcquire(settings.relayPeriod().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            thread = null;
        }
    }

    private void await(CompletableFuture<Void> drained) {
        try {
            drained.get(settings.awaitDrain().toNanos(), TimeUnit.NANOSECONDS);
        } catch (TimeoutException | ExecutionException e) {
            log.debug("the response does not wait longer for its messages");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void join(Thread running) {
        try {
            if (!running.join(settings.publishTimeout())) {
                running.interrupt();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
