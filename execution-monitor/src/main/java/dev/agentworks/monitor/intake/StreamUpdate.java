package dev.agentworks.monitor.intake;

import dev.agentworks.monitor.history.StoredLine;
import dev.agentworks.monitor.history.StreamHead;
import java.util.List;

/**
 * What a committed transaction added to a run's stream.
 *
 * @param head the stream's head after the transaction
 * @param lines the new lines, up to {@code head.next()}; empty when only the end became known
 */
public record StreamUpdate(StreamHead head, List<StoredLine> lines) {
    /** The offset of the first new line. */
    public long first() {
        return head.next() - lines.size();
    }
}
