package dev.agentworks.monitor.intake;

import dev.agentworks.monitor.history.RunLine;
import dev.agentworks.monitor.history.StreamHead;
import java.util.List;

/**
 * What a transaction added to a run's stream, told after it committed.
 *
 * @param head how far the stream goes now
 * @param lines the new ones, up to {@code head.next()}; none when only the end became known
 */
public record StoredLines(StreamHead head, List<RunLine> lines) {
    /** The offset of the first new line. */
    public long first() {
        return head.next() - lines.size();
    }
}
