package dev.agentworks.starter.idempotency;

import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;

/** Forgets answers that no client asks for any more. */
final class IdempotencySweep implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(IdempotencySweep.class);
    private static final int BATCH = 5_000;
    private final IdempotentRequests requests;
    private final IdempotencySettings settings;
    private final Clock clock;
    private volatile @Nullable ScheduledExecutorService executor;

    IdempotencySweep(IdempotentRequests requests, IdempotencySettings settings, Clock clock) {
        this.requests = requests;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        var period = settings.sweepPeriod().toMillis();
        var sweeps =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("idempotency-sweep").factory());
        sweeps.scheduleWithFixedDelay(this::run, period, period, TimeUnit.MILLISECONDS);
        executor = sweeps;
    }

    @Override
    public void stop() {
        var running = executor;
        executor = null;
        if (running != null) {
            running.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }

    private void run() {
        try {
            if (requests.areKept()) {
                sweep();
            }
        } catch (DataAccessException e) {
            log.warn("old answers could not be forgotten; it will be tried again", e);
        }
    }

    int sweep() {
        var limit = clock.instant().minus(settings.retention());
        int all = 0;
        int swept;
        do {
            swept = requests.forget(limit, BATCH);
            all += swept;
        } while (swept == BATCH);
        return all;
    }
}
