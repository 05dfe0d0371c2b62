package dev.agentworks.starter.retention;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Runs the rules one after the other, a few rows at a time, on a thread of its own. Of several
 * instances one runs a rule; the others find it taken and leave it alone.
 */
final class RetentionSweep implements SmartLifecycle {
    private static final Logger log = LoggerFactory.getLogger(RetentionSweep.class);
    private static final int TAKEN = -1;
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final RetentionSettings settings;
    private final Clock clock;
    private final Map<RetentionRule, Progress> rules = new LinkedHashMap<>();
    private volatile @Nullable ScheduledExecutorService executor;
    private volatile CountDownLatch stopping = new CountDownLatch(1);

    RetentionSweep(
            JdbcClient jdbc,
            TransactionTemplate transactions,
            List<RetentionRule> rules,
            RetentionSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.settings = settings;
        this.clock = clock;
        rules.forEach(rule -> this.rules.put(rule, new Progress(rule.name(), clock, meters)));
        refuseUnknown(rules, settings);
    }

    @Override
    public void start() {
        var sweeps =
                Executors.newSingleThreadScheduledExecutor(
                        Thread.ofVirtual().name("retention").factory());
        // instances that start together do not sweep together
        long period = settings.period().toMillis();
        long first = ThreadLocalRandom.current().nextLong(period);
        sweeps.scheduleWithFixedDelay(this::run, first, period, TimeUnit.MILLISECONDS);
        stopping = new CountDownLatch(1);
        executor = sweeps;
    }

    @Override
    public void stop() {
        var running = executor;
        executor = null;
        stopping.countDown();
        if (running != null) {
            running.shutdownNow();
        }
    }

    @Override
    public boolean isRunning() {
        return executor != null;
    }

    /** Runs every rule until nothing is left to forget; one that fails is tried again later. */
    void run() {
        for (var entry : rules.entrySet()) {
            var rule = entry.getKey();
            try {
                sweep(rule, entry.getValue());
            } catch (DataAccessException | TransactionException e) {
                log.warn("{} could not be swept; it will be tried again", rule.name(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void sweep(RetentionRule rule, Progress progress) throws InterruptedException {
        int all = 0;
        int last = batch(rule);
        boolean stopped = false;
        while (last > 0 && !stopped) {
            all += last;
            progress.deleted.increment(last);
            stopped = stopping.await(settings.pause().toMillis(), TimeUnit.MILLISECONDS);
            last = stopped ? TAKEN : batch(rule);
        }
        if (last != TAKEN) {
            progress.sweptAt = clock.instant();
        }
        if (all > 0) {
            log.info("{}: {} rows forgotten", rule.name(), all);
        }
    }

    private int batch(RetentionRule rule) {
        var gone =
                transactions.execute(_ -> {
                    jdbc.sql("select set_config('statement_timeout', :millis, true)")
                            .param("millis", Long.toString(settings.timeout().toMillis()))
                            .query(String.class)
                            .single();
                    return isMine(rule) ? forget(rule) : TAKEN;
                });
        return gone == null ? 0 : gone;
    }

    private boolean isMine(RetentionRule rule) {
        return jdbc.sql(
                        "select pg_try_advisory_xact_lock(hashtextextended(current_schema() || '/retention/' || :name, 0))")
                .param("name", rule.name())
                .query(Boolean.class)
                .single();
    }

    private int forget(RetentionRule rule) {
        var keep = settings.keep().getOrDefault(rule.name(), rule.keep());
        return jdbc.sql(rule.sql())
                .param("age", keep.toSeconds())
                .param("most", settings.batch())
                .query(Integer.class)
                .single();
    }

    // a misspelt name would keep things for another time than the operator believes
    private static void refuseUnknown(List<RetentionRule> rules, RetentionSettings settings) {
        var names = rules.stream().map(RetentionRule::name).toList();
        for (var given : settings.keep().entrySet()) {
            if (!names.contains(given.getKey())) {
                throw new IllegalArgumentException(
                        "agentworks.retention.keep.%s names no rule; there are %s"
                                .formatted(given.getKey(), names));
            }
            if (given.getValue().isNegative() || given.getValue().isZero()) {
                throw new IllegalArgumentException(
                        "agentworks.retention.keep.%s would forget everything at once"
                                .formatted(given.getKey()));
            }
        }
    }

    /** A rule's figures: how much it forgot, and how long ago it found nothing more to forget. */
    private static final class Progress {
        private final Counter deleted;
        private volatile Instant sweptAt;

        Progress(String rule, Clock clock, MeterRegistry meters) {
            this.sweptAt = clock.instant();
            this.deleted =
                    Counter.builder("agentworks.retention.deleted")
                            .description("rows that were forgotten")
                            .tag("rule", rule)
                            .register(meters);
            Gauge.builder(
                            "agentworks.retention.age",
                            this,
                            it -> Duration.between(it.sweptAt, clock.instant()).toSeconds())
                    .description("how long ago the last sweep reached its end")
                    .baseUnit("seconds")
                    .tag("rule", rule)
                    .register(meters);
        }
    }
}
