package dev.agentworks.monitor.intake;

import dev.agentworks.monitor.history.StreamHead;

/**
 * A run's stream, locked by the current transaction.
 *
 * @param journalDone whether the journal's last line is stored
 * @param ended whether the run's terminal event arrived
 */
record LockedStream(StreamHead head, boolean journalDone, boolean ended) {
    boolean isClosed() {
        return head.finalOffset() != null;
    }
}
