package dev.agentworks.monitor.intake;

import dev.agentworks.events.log.LogBatch;
import dev.agentworks.events.log.LogEntry;
import dev.agentworks.events.log.LogLevel;
import dev.agentworks.events.log.LogSource;
import dev.agentworks.monitor.history.RunLine;
import dev.agentworks.monitor.history.StreamHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lines one transaction adds to one stream: gives them their offsets and drops what is stored
 * already.
 */
final class LineWriter {
    /** The producer whose lines are written with the run's steps and never lost. */
    private static final String JOURNAL = "journal";

    private final StreamHead head;
    private final List<RunLine> lines = new ArrayList<>();
    private boolean journalDone;
    private long bytes;

    LineWriter(StreamRow row) {
        this.head = row.head();
        this.journalDone = row.journalDone();
    }

    /**
     * Adds what is new in the batch.
     *
     * @param lastSeq up to which of the producer's numbers lines are stored, not below the batch's
     *     start less one
     * @return up to which they are stored now
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

    /** Says in the stream that lines of a producer are missing. */
    void addGap(String producer, long from, long to, Instant now) {
        var message = "%d lines of %s were lost".formatted(to - from + 1, producer);
        add(
                new RunLine(
                        next(),
                        now,
                        LogLevel.WARN,
                        LogSource.ORCHESTRATOR,
                        null,
                        null,
                        message,
                        Map.of(RunLine.GAP, Map.of("producer", producer, "from", from, "to", to))));
    }

    long next() {
        return head.next() + lines.size();
    }

    List<RunLine> lines() {
        return lines;
    }

    long bytes() {
        return bytes;
    }

    boolean journalDone() {
        return journalDone;
    }

    private void add(RunLine line) {
        lines.add(line);
        bytes += line.message().length();
    }

    private RunLine line(LogEntry entry) {
        return new RunLine(
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
