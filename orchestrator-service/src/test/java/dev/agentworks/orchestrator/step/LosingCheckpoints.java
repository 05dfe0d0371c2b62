package dev.agentworks.orchestrator.step;

import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

/**
 * Loses the worker at a chosen point, as a kill would: nothing after it runs, nothing is given
 * back.
 */
class LosingCheckpoints implements Checkpoints {

    private final AtomicReference<@Nullable Storm> storm = new AtomicReference<>();
    private final AtomicReference<@Nullable Point> next = new AtomicReference<>();

    void loseAt(Point point) {
        next.set(point);
    }

    boolean lost() {
        return next.get() == null;
    }

    /** Loses workers at these points, with this chance, so many times at most. */
    void lose(Random random, double chance, int most, Set<Point> points) {
        storm.set(new Storm(random, chance, new AtomicInteger(most), points));
    }

    /** How many workers the storm took. */
    int calm(int most) {
        var over = storm.getAndSet(null);
        return over == null ? 0 : most - Math.max(0, over.left.get());
    }

    @Override
    public void reached(Point point) {
        var blowing = storm.get();
        if (blowing != null && blowing.takes(point)) {
            throw new WorkerLost(point);
        }
        if (next.compareAndSet(point, null)) {
            throw new WorkerLost(point);
        }
    }

    private record Storm(Random random, double chance, AtomicInteger left, Set<Point> points) {

        boolean takes(Point point) {
            if (!points.contains(point)) {
                return false;
            }
            synchronized (random) {
                return random.nextDouble() < chance && left.getAndDecrement() > 0;
            }
        }
    }

    static final class WorkerLost extends Error {
        WorkerLost(Point point) {
            super("the worker is lost at " + point);
        }
    }

    @TestConfiguration
    static class Beans {
        @Bean
        @Primary
        LosingCheckpoints losingCheckpoints() {
            return new LosingCheckpoints();
        }
    }
}
