package dev.agentworks.router.execution;

import dev.agentworks.router.provider.model.Image;
import dev.agentworks.router.provider.model.Verbatim;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * All that happened in one call, for any number of readers, each from the beginning and at its own
 * pace.
 */
public final class CallProgress {
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition more = lock.newCondition();
    private final Condition over = lock.newCondition();
    private final List<Step> steps = new ArrayList<>();
    private @Nullable CallEnd end;

    /** Said once, however many attempts follow. */
    void dispatched() {
        lock.lock();
        try {
            if (steps.isEmpty()) {
                add(new Step.Dispatched());
            }
        } finally {
            lock.unlock();
        }
    }

    void add(Step step) {
        lock.lock();
        try {
            steps.add(step);
            more.signalAll();
            if (step instanceof Step.Ended(var how)) {
                end = how;
                over.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    /** The step with this number, as soon as it has happened; none when it does not in time. */
    public Optional<Step> await(int number, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (steps.size() <= number) {
                if (left <= 0) {
                    return Optional.empty();
                }
                left = more.awaitNanos(left);
            }
            return Optional.of(steps.get(number));
        } finally {
            lock.unlock();
        }
    }

    /** All that happened from this step on, as soon as there is one; none when not in time. */
    public List<Step> from(int number, Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (steps.size() <= number && left > 0) {
                left = more.awaitNanos(left);
            }
            return List.copyOf(steps.subList(Math.min(number, steps.size()), steps.size()));
        } finally {
            lock.unlock();
        }
    }

    /** The end, when it comes in time; a thread that waits for it alone is not woken before. */
    public Optional<CallEnd> awaitEnd(Duration patience) throws InterruptedException {
        long left = patience.toNanos();
        lock.lockInterruptibly();
        try {
            while (end == null && left > 0) {
                left = over.awaitNanos(left);
            }
            return Optional.ofNullable(end);
        } finally {
            lock.unlock();
        }
    }

    /** One thing that happened. */
    public sealed interface Step {
        record Dispatched() implements Step {}

        record Text(String delta) implements Step {}

        record Tool(String id, String name) implements Step {}

        /** A piece of the arguments of the tool call with this id. */
        record Arguments(String id, String fragment) implements Step {}

        record Reasoning(String delta) implements Step {}

        record Picture(Image image) implements Step {}

        /** A piece of a verbatim answer, instead of what it brings. */
        record Piece(String data, Verbatim.Piece kind) implements Step {}

        /** A verbatim answer, instead of what it brings. */
        @SuppressWarnings("ArrayRecordComponent")
        record Whole(byte[] body) implements Step {}

        record Ended(CallEnd end) implements Step {}
    }
}
