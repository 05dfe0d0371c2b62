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
 * Does in one transaction what many ask for at once. Whoever asks waits for their own result; one
 * that fails does not keep the others from theirs. Who comes while nobody works does the work
 * themselves, so that a lonely caller pays for no other thread.
 *
 * @param <T> what is asked
 * @param <R> its result
 */
public final class Together<T, R> {
    private static final Logger LOG = LoggerFactory.getLogger(Together.class);
    private static final int AT_ONCE = 200;

    private final Queue<Waiting<T, R>> queue = new ConcurrentLinkedQueue<>();
    private final Semaphore free;
    private final String name;
    private final Comparator<Waiting<T, R>> order;
    private final Function<List<T>, List<R>> work;
    private final Predicate<RuntimeException> undone;

    /**
     * One at a time, so that most is done together and none waits for rows another of them holds;
     * for work that leaves nothing behind when it fails, or may be done twice.
     */
    public Together(String name, Function<T, String> key, Function<List<T>, List<R>> work) {
        this(name, 1, key, work, _ -> true);
    }

    /**
     * Waits for work.
     *
     * @param workers how many do work at the same time: with fewer, more is done together
     * @param key orders what is done together, so that two transactions never wait in a circle
     * @param work gives a result for each, in the same order
     * @param undone whether this failure says for certain that nothing was done, so that each may
     *     be done alone; all hear of any other
     */
    public Together(
            String name,
            int workers,
            Function<T, String> key,
            Function<List<T>, List<R>> work,
            Predicate<RuntimeException> undone) {
        this.name = name;
        this.free = new Semaphore(workers);
        this.order = Comparator.comparing(it -> key.apply(it.asked()));
        this.work = work;
        this.undone = undone;
    }

    /** Committed when this returns. */
    public R ask(T one) {
        var waiting = new Waiting<T, R>(one, new CompletableFuture<>());
        queue.add(waiting);
        if (free.tryAcquire()) {
            // the work of others has no place in the caller's own transaction
            if (TransactionSynchronizationManager.isActualTransactionActive()) {
                elsewhere();
            } else {
                workOnce();
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

    private void elsewhere() {
        Thread.ofVirtual().name(name).start(this::workOnce);
    }

    // one batch only: a caller does not work for those who come later
    private void workOnce() {
        try {
            var batch = new ArrayList<Waiting<T, R>>();
            for (var next = queue.poll(); next != null; next = queue.poll()) {
                batch.add(next);
                if (batch.size() == AT_ONCE) {
                    break;
                }
            }
            if (!batch.isEmpty()) {
                batch.sort(order);
                doAll(batch);
            }
        } finally {
            free.release();
        }
        // whoever found no free worker was in the queue before this looks
        if (!queue.isEmpty() && free.tryAcquire()) {
            elsewhere();
        }
    }

    private void doAll(List<Waiting<T, R>> batch) {
        try {
            var asked = new ArrayList<T>(batch.size());
            batch.forEach(one -> asked.add(one.asked()));
            var results = work.apply(asked);
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).result().complete(results.get(i));
            }
        } catch (RuntimeException e) {
            if (batch.size() == 1 || !undone.test(e)) {
                batch.forEach(one -> one.result().completeExceptionally(e));
            } else {
                LOG.warn("{} could not be done together, each is done alone", batch.size());
                batch.forEach(one -> doAll(List.of(one)));
            }
        } catch (Error e) {
            batch.forEach(one -> one.result().completeExceptionally(e));
            throw e;
        }
    }

    private record Waiting<T, R>(T asked, CompletableFuture<R> result) {}
}
