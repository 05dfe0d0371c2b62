package dev.agentworks.monitor.live;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The most recent lines of a run, without gaps; older lines are read from the store. */
final class RecentLines {
    private final ArrayDeque<EncodedLines> encoded = new ArrayDeque<>();
    private final int mostLines;
    private final long mostBytes;
    private long bytes;

    RecentLines(int mostLines, long mostBytes) {
        this.mostLines = mostLines;
        this.mostBytes = mostBytes;
    }

    /** Adds lines; if they do not follow the last ones, the earlier ones are dropped. */
    void add(EncodedLines lines) {
        if (!encoded.isEmpty() && encoded.getLast().next() != lines.first()) {
            clear();
        }
        encoded.addLast(lines);
        bytes += lines.size();
        while (encoded.size() > 1
                && (bytes > mostBytes || lines.next() - encoded.getFirst().first() > mostLines)) {
            bytes -= encoded.removeFirst().size();
        }
    }

    /** The encoded lines that contain this offset. */
    @Nullable EncodedLines at(long offset) {
        // readers are nearly always at the end, so search from there
        for (var latest = encoded.descendingIterator(); latest.hasNext(); ) {
            var lines = latest.next();
            if (lines.first() <= offset) {
                return offset < lines.next() ? lines : null;
            }
        }
        return null;
    }

    long bytes() {
        return bytes;
    }

    void clear() {
        encoded.clear();
        bytes = 0;
    }
}
