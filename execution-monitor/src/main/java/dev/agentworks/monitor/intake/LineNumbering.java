package dev.agentworks.monitor.intake;

import dev.agentworks.events.log.LogBatch;
import dev.agentworks.events.log.LogEntry;
import dev.agentworks.events.log.LogLevel;
import dev.agentworks.events.log.LogSource;
import dev.agentworks.monitor.history.StoredLine;
import dev.agentworks.monitor.history.StreamHead;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Collects the lines one transaction adds to a stream: assigns their offsets and drops those stored
 * already.
 */
final class LineNumbering {
    /** The producer whose lines are written with the run's steps and cannot be lost. */
    static final String JOURNAL = "journal";

    /** The journal says here how many lines other producers had: a number for each name. */
    private static final String SAID = "said";

    private final LockedStream row;
    private final List<StoredLine> lines = new ArrayList<>();
    private final Map<String, Long> told = new HashMap<>();
    private boolean journalDone;
    private long bytes;

    LineNumbering(LockedStream row) {
        this.row = row;
        this.journalDone = row.journalDone();
    }

    /** Adds the new lines of the batch; returns the producer's position after it. */
    ProducerPosition add(LogBatch batch, ProducerPosition position) {
        long seq = batch.firstSeq();
        for (var entry : batch.entries()) {
            if (position.lacks(seq)) {
                add(line(entry, row.isClosed() || position.isInGap(seq)));
                if (batch.producer().equals(JOURNAL)) {
                    journalSays(entry);
                }
            }
            seq++;
        }
        return position.with(batch);
    }

    /** Adds a line that reports missing lines of a producer. */
    void addGap(String producer, SeqRange missing, GapReason reason, Instant now) {
        var which =
                missing.from() == missing.to()
                        ? "line %d of %s has".formatted(missing.from(), producer)
                        : "lines %d to %d of %s have"
                                .formatted(missing.from(), missing.to(), producer);
        addGap(
                which + reason.words(),
                Map.of(
                        "producer", producer,
                        "from", missing.from(),
                        "to", missing.to(),
                        "reason", reason.wireName()),
                now);
    }

    /** Adds a line that reports that the producer's last lines are missing, however many. */
    void addOpenGap(String producer, long from, Instant now) {
        addGap(
                "the last lines of %s have".formatted(producer) + GapReason.MISSING.words(),
                Map.of("producer", producer, "from", from, "reason", GapReason.MISSING.wireName()),
                now);
    }

    long next() {
        return row.head().next() + lines.size();
    }

    StreamHead head() {
        return row.head();
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

    /** How far the journal says that other producers have come. */
    Map<String, Long> told() {
        return told;
    }

    /** How many of the lines come after readers were told that the stream has ended. */
    int late() {
        return row.isClosed() ? lines.size() : 0;
    }

    private void addGap(String message, Map<String, Object> gap, Instant now) {
        add(
                new StoredLine(
                        next(),
                        now,
                        LogLevel.WARN,
                        LogSource.ORCHESTRATOR,
                        null,
                        null,
                        message,
                        Map.of(StoredLine.GAP, gap)));
    }

    private void add(StoredLine line) {
        lines.add(line);
        bytes += line.message().length();
    }

    private StoredLine line(LogEntry entry, boolean late) {
        return new StoredLine(
                next(),
                entry.timestamp(),
                entry.level(),
                entry.source(),
                clean(entry.agentId()),
                clean(entry.stepPath()),
                entry.message().replace('\0', '\uFFFD'),
                late ? markedLate(entry.metadata()) : entry.metadata());
    }

    // its place is at the end, though it was said earlier: its time tells
    private static Map<String, Object> markedLate(@Nullable Map<String, Object> metadata) {
        var marked = new HashMap<String, Object>(metadata == null ? Map.of() : metadata);
        marked.put(StoredLine.LATE, true);
        return marked;
    }

    private void journalSays(LogEntry entry) {
        var metadata = entry.metadata();
        if (metadata == null) {
            return;
        }
        if ("true".equals(String.valueOf(metadata.get("final")))) {
            journalDone = true;
        }
        if (metadata.get(SAID) instanceof Map<?, ?> said) {
            said.forEach((producer, count) -> {
                if (producer instanceof String name && count instanceof Number number) {
                    told.merge(name, number.longValue(), Math::max);
                }
            });
        }
    }

    // the database stores no NUL in text
    private static @Nullable String clean(@Nullable String text) {
        return text == null ? null : text.replace('\0', '\uFFFD');
    }
}
