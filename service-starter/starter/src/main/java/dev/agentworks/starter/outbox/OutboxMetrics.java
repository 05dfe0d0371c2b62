package dev.agentworks.starter.outbox;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;

/** How much waits and for how long; asked of the table once a second at most. */
final class OutboxMetrics {
    private static final long PERIOD = Duration.ofSeconds(1).toNanos();
    private final OutboxTable table;
    private volatile OutboxTable.Backlog backlog = new OutboxTable.Backlog(0, 0);
    private long refreshedAt = System.nanoTime() - PERIOD;

    OutboxMetrics(OutboxTable table, MeterRegistry meters) {
        this.table = table;
        Gauge.builder("agentworks.outbox.size", this, metrics -> metrics.backlog.size())
                .description("messages that wait to be published")
                .register(meters);
        Gauge.builder("agentworks.outbox.age", this, metrics -> metrics.backlog.ageSeconds())
                .description("how long the oldest of them has waited")
                .baseUnit("seconds")
                .register(meters);
    }

    void refresh() {
        var now = System.nanoTime();
        if (now - refreshedAt >= PERIOD) {
            refreshedAt = now;
            backlog = table.backlog();
        }
    }
}
