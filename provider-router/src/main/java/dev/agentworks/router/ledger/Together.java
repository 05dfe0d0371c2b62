package dev.agentworks.router.ledger;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does in one transaction what many ask for at once. Whoever asks waits for their own result; one
 * that fails does not keep the others from theirs.
 *
 * @param <T> what is asked
 * @param <R> its result
 */
final class Together<T, R> implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Together.class);
    private static final int AT_ONCE = 200;
    private static final int WORKERS = 2;

    private final BlockingQueue<Waiting<T, R>> queue = new LinkedBlockingQueue<>();
    private final List<Thread> workers = new ArrayList<>();
    private final Comparator<Waiting<T, R>> order;
    private final Function<List<T>, List<R>> work;

    /**
     * Starts to wait for work.
     *
     * @param key orders what is done together, so that two transactions never wait in a circle
     * @param work gives a result for each, in the same order
     */
    Together(String name, Function<T, String> key, Function<List<T>, List<R>> work) {
        this.order = Comparator.comparing(it -> key.apply(it.asked()));
        this.work = work;
        for (int i = 0; i < WORKERS; i++) {
            workers.add(Thread.ofVirtual().name(name + "-" + i).start(this::run));
        }
    }

    /** Committed when this returns. */
    R ask(T one) {
        var waiting = new Waiting<T, R>(one, new CompletableFuture<>());
        queue.add(waiting);
        try {
            return waiting.result().join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw e;
        }
    }

    @Override
    public void close() {
        workers.forEach(Thread::interrupt);
    }

    private void run() {
        var batch = new ArrayList<Waiting<T, R>>();
        while (!Thread.currentThread().isInterrupted()) {
            try {
                batch.add(queue.take());
                queue.drainTo(batch, AT_ONCE - 1);
                batch.sort(order);
                doAll(batch);
                batch.clear();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void doAll(List<Waiting<T, R>> batch) {
        try {
            var results = work.apply(batch.stream().map(Waiting::asked).toList());
            for (int i = 0; i < batch.size(); i++) {
                batch.get(i).result().complete(results.get(i));
            }
        } catch (RuntimeException e) {
            if (batch.size() == 1) {
                batch.getFirst().result().completeExceptionally(e);
            } else {
                LOG.warn("{} could not be done together, each is done alone", batch.size());
                batch.forEach(one -> doAll(List.of(one)));
            }
        }
    }

    private record Waiting<T, R>(T asked, CompletableFuture<R> result) {}
}
