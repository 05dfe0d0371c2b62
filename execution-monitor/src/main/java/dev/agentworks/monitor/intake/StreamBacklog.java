package dev.agentworks.monitor.intake;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * What an operator is to be woken for: lines of ended runs that have not arrived. Read from the
 * store now and then, so that a scrape never waits for the database.
 */
@Component
class StreamBacklog {
    private static final Figures NONE = new Figures(0, 0, 0, 0, 0);
    private final JdbcClient jdbc;
    private volatile Figures figures = NONE;

    StreamBacklog(JdbcClient jdbc, MeterRegistry meters) {
        this.jdbc = jdbc;
        Gauge.builder("agentworks.streams.waiting", this, it -> it.figures.waiting())
                .description("streams of ended runs whose last lines are still on their way")
                .register(meters);
        Gauge.builder("agentworks.streams.waiting.age", this, it -> it.figures.oldestSeconds())
                .description("how long the run of the oldest of them has been over")
                .baseUnit("seconds")
                .register(meters);
        Gauge.builder("agentworks.streams.incomplete", this, it -> it.figures.incomplete())
                .description("streams whose readers were told that lines are missing")
                .register(meters);
        Gauge.builder("agentworks.lines.missing", this, it -> it.figures.missingLines())
                .description("how many lines are known to be missing in them")
                .register(meters);
        Gauge.builder("agentworks.lines.late.day", this, it -> it.figures.lateLines())
                .description("lines that came after the end of streams that ended in the last day")
                .register(meters);
    }

    void refresh() {
        figures = jdbc.sql("select * from stream_backlog()").query(Figures.class).single();
    }

    record Figures(
            long waiting,
            double oldestSeconds,
            long incomplete,
            long missingLines,
            long lateLines) {}
}
