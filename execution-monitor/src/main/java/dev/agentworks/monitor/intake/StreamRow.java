package dev.agentworks.monitor.intake;

import dev.agentworks.monitor.history.StreamHead;

/**
 * A run's stream, locked by this transaction.
 *
 * @param journalDone the journal said its last line
 * @param ended the run's terminal event arrived
 */
record StreamRow(StreamHead head, boolean journalDone, boolean ended) {
    boolean isClosed() {
        return head.finalOffset() != null;
    }
}
