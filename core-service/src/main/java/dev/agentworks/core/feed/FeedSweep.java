package dev.agentworks.core.feed;

import java.sql.Timestamp;
import java.time.Clock;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Forgets events that nobody resumes from any more. */
@Component
@EnableConfigurationProperties(FeedSettings.class)
class FeedSweep implements SmartLifecycle {

    private static final Logger LOG = LoggerFactory.getLogger(FeedSweep.class);
    private static final int BATCH = 5_000;

    private final JdbcClient jdbc;
    private final FeedSettings settings;
    private final Clock clock;
    private volatile @Nullable ScheduledExecutorService executor;

    FeedSweep(JdbcClient jdbc, FeedSettings settings, Clock clock) {
        this.jdbc = jdbc;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        var period = settings.sweepPeriod().toMillis();
        var sweeps =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("feed-sweep").factory());
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
        } catch (DataAccessException failure) {
            LOG.warn("old events of feeds could not be forgotten; it is tried again", failure);
        }
    }

    int sweep() {
        var limit = Timestamp.from(clock.instant().minus(settings.retention()));
        int all = 0;
        int swept;
        do {
            swept =
                    jdbc.sql("select forget_feed_events(?, ?)")
                            .params(limit, BATCH)
                            .query(Integer.class)
                            .single();
            all += swept;
        } while (swept == BATCH);
        return all;
    }
}
