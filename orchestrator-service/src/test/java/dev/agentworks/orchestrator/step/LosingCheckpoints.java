package dev.agentworks.orchestrator.step;

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

    private final AtomicReference<@Nullable Point> next = new AtomicReference<>();

    void loseAt(Point point) {
        next.set(point);
    }

    boolean lost() {
        return next.get() == null;
    }

    @Override
    public void reached(Point point) {
        if (next.compareAndSet(point, null)) {
            throw new WorkerLost(point);
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
