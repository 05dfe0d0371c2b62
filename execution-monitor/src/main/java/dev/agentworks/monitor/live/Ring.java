package dev.agentworks.monitor.live;

import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/** The latest chunks of a run, without a gap between them; whoever is behind it reads the store. */
final class Ring {
    private final ArrayDeque<Chunk> chunks = new ArrayDeque<>();
    private final int mostLines;
    private final long mostBytes;
    private long bytes;

    Ring(int mostLines, long mostBytes) {
        this.mostLines = mostLines;
        this.mostBytes = mostBytes;
    }

    /** Adds a chunk; one that does not follow the last makes a new beginning. */
    void add(Chunk chunk) {
        if (!chunks.isEmpty() && chunks.getLast().next() != chunk.first()) {
            clear();
        }
        chunks.addLast(chunk);
        bytes += chunk.size();
        while (chunks.size() > 1
                && (bytes > mostBytes || chunk.next() - chunks.getFirst().first() > mostLines)) {
            bytes -= chunks.removeFirst().size();
        }
    }

    /** The chunk that holds the line at this offset. */
    @Nullable Chunk at(long offset) {
        // readers are nearly always at the end, so look from there
        for (var latest = chunks.descendingIterator(); latest.hasNext(); ) {
            var chunk = latest.next();
            if (chunk.first() <= offset) {
                return offset < chunk.next() ? chunk : null;
            }
        }
        return null;
    }

    long bytes() {
        return bytes;
    }

    void clear() {
        chunks.clear();
        bytes = 0;
    }
}
