package dev.agentworks.starter.outbox;

import dev.agentworks.starter.messaging.MessageTraces;
import java.nio.charset.StandardCharsets;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The outbox as a table beside the caller's own. */
final class TableOutbox implements Outbox {
    private static final int LARGEST = 9 * 1024 * 1024;
    private final OutboxTable table;
    private final OutboxRelay relay;
    private final MessageTraces traces;

    TableOutbox(OutboxTable table, OutboxRelay relay, MessageTraces traces) {
        this.table = table;
        this.relay = relay;
        this.traces = traces;
    }

    @Override
    public void append(OutgoingMessage message) {
        if (!TransactionSynchronizationManager.isActualTransactionActive()) {
            throw new IllegalStateException(
                    "message %s was appended outside a transaction".formatted(message.eventId()));
        }
        // Pub/Sub would refuse it for ever, and everything behind it would wait
        if (message.payload().length() > LARGEST / 3
                && message.payload().getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw new IllegalArgumentException(
                    "message %s is larger than Pub/Sub takes".formatted(message.eventId()));
        }
        table.insert(traces.traced(message));
        TransactionSynchronizationManager.registerSynchronization(new Wake(relay));
    }

    // equal ones count as one: a transaction wakes the relay once, however much it appends
    private record Wake(OutboxRelay relay) implements TransactionSynchronization {
        @Override
        public void afterCommit() {
            relay.committed();
        }
    }
}
