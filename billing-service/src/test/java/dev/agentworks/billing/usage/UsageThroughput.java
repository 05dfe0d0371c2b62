package dev.agentworks.billing.usage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.billing.TestUsage;
import dev.agentworks.billing.invoice.PeriodClose;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.test.ServiceTest;
import dev.agentworks.starter.test.SettableClock;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * How many events are stored in a second, with their sums and a part of them delivered twice, and
 * how long it takes to close the month of all their workspaces. Not part of the tests; {@code
 * benchmarks/run usage} runs it on a PostgreSQL that keeps what it confirms.
 */
@ServiceTest(service = "billing")
class UsageThroughput {
    private static final int SECONDS = Integer.getInteger("seconds", 10);
    private static final int WRITERS = Integer.getInteger("writers", 2);
    private static final int BATCH = Integer.getInteger("batch", 200);
    private static final int WORKSPACES = Integer.getInteger("workspaces", 200);
    private static final int DUPLICATES_PERCENT = Integer.getInteger("duplicates", 5);

    @Autowired UsageLedger ledger;
    @Autowired PeriodClose closing;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transactions;
    @Autowired SettableClock clock;

    private record Written(long stored, BigDecimal price, List<Long> nanos) {}

    @Test
    void storesAndCloses() throws Exception {
        var sources = new ArrayList<TestUsage>();
        for (int i = 0; i < WORKSPACES; i++) {
            sources.add(TestUsage.aWorkspace());
        }
        write(sources, new Random(0), System.nanoTime() + Duration.ofSeconds(2).toNanos());
        long bytesBefore = bytes();
        var before = totals(sources);

        var all = new ArrayList<Written>();
        long began = System.nanoTime();
        try (var threads = Executors.newFixedThreadPool(WRITERS)) {
            var writers = new ArrayList<Callable<Written>>();
            for (int i = 1; i <= WRITERS; i++) {
                var random = new Random(i);
                writers.add(() ->
                        write(sources, random, began + Duration.ofSeconds(SECONDS).toNanos()));
            }
            for (var writer : threads.invokeAll(writers)) {
                all.add(writer.get());
            }
        }
        double took = (System.nanoTime() - began) / 1e9;

        long stored = all.stream().mapToLong(Written::stored).sum();
        var price = all.stream().map(Written::price).reduce(BigDecimal.ZERO, BigDecimal::add);
        assertThat(totals(sources).subtract(before)).isEqualByComparingTo(price);
        var nanos = new ArrayList<Long>();
        all.forEach(one -> nanos.addAll(one.nanos()));
        Collections.sort(nanos);
        say(
                "%d events in %.1f s by %d writers, batches of %d, %d workspaces, %d %% told twice: %.0f stored/s; a batch p50 %.1f ms, p99 %.1f ms; %d bytes an event; sums exact"
                        .formatted(
                                stored,
                                took,
                                WRITERS,
                                BATCH,
                                WORKSPACES,
                                DUPLICATES_PERCENT,
                                stored / took,
                                nanos.get(nanos.size() / 2) / 1e6,
                                nanos.get(nanos.size() * 99 / 100) / 1e6,
                                (bytes() - bytesBefore) / stored));
        close();
    }

    private void close() {
        clock.set(Instant.parse("2026-04-02T00:00:00Z"));
        long began = System.nanoTime();
        int closed = 0;
        for (var result = closing.closeDue(); result.closed() > 0; result = closing.closeDue()) {
            closed += result.closed();
        }
        double took = (System.nanoTime() - began) / 1e9;
        clock.reset();
        say("%d months closed in %.1f s: %.1f/s".formatted(closed, took, closed / took));
    }

    private Written write(List<TestUsage> sources, Random random, long until) {
        long stored = 0;
        var price = BigDecimal.ZERO;
        var nanos = new ArrayList<Long>();
        var earlier = new ArrayList<UsageEvent>();
        while (System.nanoTime() < until) {
            var batch = new ArrayList<UsageEntry>(BATCH);
            for (int i = 0; i < BATCH; i++) {
                boolean again = !earlier.isEmpty() && random.nextInt(100) < DUPLICATES_PERCENT;
                var event =
                        again
                                ? earlier.get(random.nextInt(earlier.size()))
                                : sources.get(random.nextInt(sources.size())).anyCall(random);
                batch.add(UsageEntry.told(event, ""));
            }
            long began = System.nanoTime();
            var outcomes = ledger.recordAll(batch);
            nanos.add(System.nanoTime() - began);
            for (int i = 0; i < BATCH; i++) {
                if (outcomes.get(i) instanceof RecordOutcome.Recorded) {
                    stored++;
                    price = price.add(batch.get(i).event().price());
                }
            }
            earlier.clear();
            batch.forEach(entry -> earlier.add(entry.event()));
        }
        return new Written(stored, price, nanos);
    }

    private BigDecimal totals(List<TestUsage> sources) {
        return sources.stream()
                .map(source ->
                        new TestBooks(source.workspace(), jdbc, transactions)
                                .total("price", "usage_rollup", "true"))
                .reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private long bytes() {
        return jdbc.sql(
                        """
                        select coalesce(sum(pg_total_relation_size(inhrelid)), 0)
                          from pg_inherits where inhparent = 'usage_event'::regclass
                        """)
                .query(Long.class)
                .single();
    }

    private static void say(String line) {
        System.err.println("[benchmark] " + line);
    }
}
