package dev.agentworks.starter.inbox;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Forgets what cannot be delivered again any more. */
final class InboxSweep implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(InboxSweep.class);
    private static final int BATCH = 10_000;
    private final JdbcTemplate jdbc;
    private final InboxSettings settings;
    private final Clock clock;
    private volatile @Nullable ScheduledExecutorService executor;

    InboxSweep(JdbcTemplate jdbc, InboxSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        var period = settings.sweepPeriod().toMillis();
        var sweeps =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("inbox-sweep").factory());
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
            sweep();
        } catch (DataAccessException e) {
            log.warn("the inbox could not be swept; it will be tried again", e);
        }
    }

    int sweep() {
        var limit = Timestamp.from(clock.instant().minus(settings.retention()));
        int all = 0;
        int swept;
        do {
            swept =
                    jdbc.update(
                            """
                            delete from inbox where ctid in (
                                select ctid from inbox where received_at < ? limit ?)
                            """,
                            limit,
                            BATCH);
            all += swept;
        } while (swept == BATCH);
        return all;
    }
}
