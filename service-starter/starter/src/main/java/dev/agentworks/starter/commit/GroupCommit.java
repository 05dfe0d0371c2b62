package dev.agentworks.starter.commit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * Writes the items of many callers in one transaction. Each caller waits for the result of its own
 * item; an item that fails does not fail the others. A caller that finds no worker busy works on
 * its own thread, so that a single caller costs no other thread.
 *
 * @param <T> an item
 * @param <R> the result of an item
 */
public final class GroupCommit<T, R> {
    private static final Logger LOG = LoggerFactory.getLogger(GroupCommit.class);
    private static final int LARGEST_BATCH = 200;

    private final Queue<Waiting<T, R>> queue = new ConcurrentLinkedQueue<>();
    private final Semaphore free;
    private final String name;
    private final Comparator<Waiting<T, R>> order;
    private final Function<List<T>, List<R>> work;
    private final Predicate<RuntimeException> undone;

    /**
     * One worker, so that batches are as large as they can be and none waits for rows that another
     * one locks. For work that changes nothing when it fails, or may be repeated.
     */
    public GroupCommit(String name, Function<T, String> key, Function<List<T>, List<R>> work) {
        this(name, 1, key, work, _ -> true);
    }

    /**
     * Several workers.
     *
     * @param workers how many batches are written at the same time: fewer make larger batches
     * @param key orders the items of a batch, so that two transactions never deadlock
     * @param work writes a batch and returns a result for each item, in the same order
     * @param undone whether a failure proves that nothing was written, so that each item may be
     *     written alone; any other failure is thrown to every caller
     */
    public GroupCommit(
            String name,
            int workers,
            Function<T, String> key,
            Function<List<T>, List<R>> work,
            Predicate<RuntimeException> undone) {
        this.name = name;
        this.free = new Semaphore(workers);
        this.order = Comparator.comparing(waiting -> key.apply(waiting.item()));
        this.work = work;
        this.undone = undone;
    }

    /** Writes the item; its transaction has committed when this returns. */
    public R submit(T item) {
        var waiting = new Waiting<T, R>(item, new CompletableFuture<>());
        queue.add(waiting);
        if (free.tryAcquire()) {
            // items of other callers must not be written in the caller's own transaction
            if (TransactionSynchronizationManager.isActualTransactionActive()) {
                startWorker();
            } else {
                writeBatch();
            }
        }
        try {
            return waiting.result().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    private void startWorker() {
        Thread.ofVirtual().name(name).start(this::writeBatch);
    }

    // one batch only: a caller does not work for callers that come later
    private void writeBatch() {
        try {
            var batch = new ArrayList<Waiting<T, R>>();
            for (var next = queue.poll(); next != null; next = queue.poll()) {
                batch.add(next);
                if (batch.size() == LARGEST_BATCH) {
                    break;
                }
            }
            if (!batch.isEmpty()) {
                batch.sort(order);
                write(batch);
            }
        } finally {
            free.release();
        }
        // an item whose caller found no free worker is in the queue by now
        if (!queue.isEmpty() && free.tryAcquire()) {
            startWorker();
        }
    }

    private void write(List<Waiting<T, R>> batch) {
        try {
            var items = new ArrayList<T>(batch.size());
            batch.forEach(waiting -> items.add(waiting.item()));
            var results = work.apply(items);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).result().complete(results.get(i));
            }
        } catch (RuntimeException e) {
            if (batch.size() == 1 || !undone.test(e)) {
                batch.forEach(waiting -> waiting.result().completeExceptionally(e));
            } else {
                LOG.warn("A batch of {} {} failed, each is written alone", batch.size(), name);
                batch.forEach(waiting -> write(List.of(waiting)));
            }
        } catch (Error e) {
            batch.forEach(waiting -> waiting.result().completeExceptionally(e));
            throw e;
        }
    }

    private record Waiting<T, R>(T item, CompletableFuture<R> result) {}
}
