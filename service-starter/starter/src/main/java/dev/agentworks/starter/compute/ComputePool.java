package dev.agentworks.starter.compute;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.tenancy.TenantScope;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Computes on a few platform threads what would otherwise keep a carrier of the virtual threads for
 * itself: hashes of passwords, diffs, archives, vectors. While they compute, requests and probes go
 * on. What may wait is bounded too: beyond it work is refused as unavailable, at once and with a
 * pause, and work whose caller has left gives its place back.
 *
 * <p>The work runs on another thread, for the caller's subject of row security, but not in the
 * caller's transaction.
 */
public final class ComputePool implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final long LOOK = TimeUnit.MILLISECONDS.toNanos(100);

    private final ThreadPoolExecutor threads;
    private final Semaphore places;
    private final Duration patience;
    private final Supplier<CallerPresence> callers;

    ComputePool(String name, ComputeSettings settings, Supplier<CallerPresence> callers) {
        int size = settings.threadsOfAPool();
        this.threads =
                new ThreadPoolExecutor(
                        size,
                        size,
                        1,
                        TimeUnit.MINUTES,
                        new LinkedBlockingQueue<>(), // bounded by the places
                        work -> new ComputeThread(this, name, work));
        this.threads.allowCoreThreadTimeOut(true);
        this.places = new Semaphore(size + settings.queue());
        this.patience = settings.patience();
        this.callers = callers;
    }

    /**
     * The result of work that somebody waits for. What the work throws is thrown here.
     *
     * @throws ProblemException unavailable, when too much is waiting already, when the work did not
     *     get its turn in time, or when nobody waits for it any more
     */
    public <T extends @Nullable Object> T compute(Supplier<T> work) {
        if (isHere()) {
            return work.get();
        }
        if (!places.tryAcquire()) {
            throw busy("Too much of this kind is being done at the moment.", null);
        }
        return inPlace(work, System.nanoTime() + patience.toNanos(), callers.get());
    }

    /**
     * The result of work in the background, whose workers are few: it waits for its turn as long as
     * that takes.
     */
    public <T extends @Nullable Object> T computeInTurn(Supplier<T> work) {
        if (isHere()) {
            return work.get();
        }
        try {
            places.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw busy("It was given up.", e);
        }
        return inPlace(work, null, CallerPresence.UNKNOWN.get());
    }

    // work of a larger piece of work has its place already
    private boolean isHere() {
        return Thread.currentThread() instanceof ComputeThread here && here.pool == this;
    }

    private <T extends @Nullable Object> T inPlace(
            Supplier<T> work, @Nullable Long end, CallerPresence caller) {
        try {
            var task = new Task<>(TenantScope.carried(work));
            threads.execute(task);
            return await(task, end, caller);
        } catch (RejectedExecutionException e) {
            throw busy("The service is stopping.", e);
        } finally {
            places.release();
        }
    }

    private <T extends @Nullable Object> T await(
            Task<T> task, @Nullable Long end, CallerPresence caller) {
        try {
            while (end != null && !task.started) {
                try {
                    return task.get(LOOK, TimeUnit.NANOSECONDS);
                } catch (TimeoutException _) {
                    if (!task.started && (System.nanoTime() - end >= 0 || caller.hasLeft())) {
                        forget(task);
                        throw busy("It did not get its turn in time.", null);
                    }
                }
            }
            return task.get();
        } catch (ExecutionException e) {
            throw thrown(e.getCause());
        } catch (InterruptedException e) {
            forget(task);
            Thread.currentThread().interrupt();
            throw busy("It was given up.", e);
        } catch (CancellationException e) {
            throw busy("The service is stopping.", e);
        }
    }

    private void forget(Task<?> task) {
        task.cancel(false);
        threads.remove(task);
    }

    private static RuntimeException thrown(@Nullable Throwable cause) {
        return switch (cause) {
            case RuntimeException failure -> failure;
            case Error failure -> throw failure;
            case null, default -> new IllegalStateException("a supplier throws no other", cause);
        };
    }

    private static ProblemException busy(String reason, @Nullable Exception cause) {
        var problem =
                new ProblemException(CommonError.UNAVAILABLE, reason + " Try again.")
                        .retryAfter(PAUSE);
        if (cause != null) {
            problem.initCause(cause);
        }
        return problem;
    }

    ThreadPoolExecutor threads() {
        return threads;
    }

    @Override
    public void close() {
        threads.shutdownNow()
                .forEach(waiting -> {
                    if (waiting instanceof Task<?> task) {
                        task.cancel(false);
                    }
                });
    }

    private static final class Task<T extends @Nullable Object> extends FutureTask<T> {
        private volatile boolean started;

        Task(Supplier<T> work) {
            super(work::get);
        }

        @Override
        public void run() {
            started = true;
            super.run();
        }
    }

    /** A platform thread, known by its type so that nested work runs where it is. */
    private static final class ComputeThread extends Thread {
        private final ComputePool pool;

        ComputeThread(ComputePool pool, String name, Runnable work) {
            super(work, "compute-" + name);
            this.pool = pool;
            setDaemon(true);
        }
    }
}
