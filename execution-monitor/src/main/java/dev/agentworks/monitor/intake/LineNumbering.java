package dev.agentworks.monitor.intake;

import dev.agentworks.events.log.LogBatch;
import dev.agentworks.events.log.LogEntry;
import dev.agentworks.events.log.LogLevel;
import dev.agentworks.events.log.LogSource;
import dev.agentworks.monitor.history.StoredLine;
import dev.agentworks.monitor.history.StreamHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the lines one transaction adds to a stream: assigns their offsets and drops those stored
 * already.
 */
final class LineNumbering {
    /** The producer whose lines are written with the run's steps and cannot be lost. */
    private static final String JOURNAL = "journal";

    private final StreamHead head;
    private final List<StoredLine> lines = new ArrayList<>();
    private boolean journalDone;
    private long bytes;

    LineNumbering(LockedStream row) {
        this.head = row.head();
        this.journalDone = row.journalDone();
    }

    /**
     * Adds the new lines of the batch.
     *
     * @param lastSeq the producer's last stored number; at least the batch's first number less one
     * @return the producer's last stored number after this batch
     */
    long add(LogBatch batch, long lastSeq) {
        var known = (int) Math.min(batch.entries().size(), lastSeq - batch.firstSeq() + 1);
        for (var entry : batch.entries().subList(known, batch.entries().size())) {
            add(line(entry));
            if (batch.producer().equals(JOURNAL) && isLast(entry)) {
                journalDone = true;
            }
        }
        return Math.max(lastSeq, batch.firstSeq() + batch.entries().size() - 1);
    }

    /** Adds a line that reports missing lines of a producer. */
    void addGap(String producer, long from, long to, Instant now) {
        var message = "%d lines of %s were lost".formatted(to - from + 1, producer);
        add(
                new StoredLine(
                        next(),
                        now,
                        LogLevel.WARN,
                        LogSource.ORCHESTRATOR,
                        null,
                        null,
                        message,
                        Map.of(
                                StoredLine.GAP,
                                Map.of("producer", producer, "from", from, "to", to))));
    }

    long next() {
        return head.next() + lines.size();
    }

    List<StoredLine> lines() {
        return lines;
    }

    long bytes() {
        return bytes;
    }

    boolean journalDone() {
        return journalDone;
    }

    private void add(StoredLine line) {
        lines.add(line);
        bytes += line.message().length();
    }

    private StoredLine line(LogEntry entry) {
        return new StoredLine(
                next(),
                entry.timestamp(),
                entry.level(),
                entry.source(),
                clean(entry.agentId()),
                clean(entry.stepPath()),
                entry.message().replace('\0', '\uFFFD'),
                entry.metadata());
    }

    // the database stores no NUL in text
    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }

    private static boolean isLast(LogEntry entry) {
        return entry.metadata() != null
                && "true".equals(String.valueOf(entry.metadata().get("final")));
    }
}
