package dev.agentworks.starter.outbox;

import dev.agentworks.starter.messaging.MessageTraces;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** The outbox as a table beside the caller's own. */
final class TableOutbox implements Outbox, OutboxRows {
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
        requireFitting(message);
        pending().add(message);
    }

    @Override
    public OutboxRow row(OutgoingMessage message) {
        requireFitting(message);
        return table.row(message, traces.missing(message));
    }

    @Override
    public void committed() {
        relay.committed();
    }

    // Pub/Sub would refuse it for ever, and all later messages of its key would wait
    private static void requireFitting(OutgoingMessage message) {
        if (message.payload().length() > LARGEST / 3
                && message.payload().getBytes(StandardCharsets.UTF_8).length > LARGEST) {
            throw new IllegalArgumentException(
                    "message %s is larger than Pub/Sub takes".formatted(message.eventId()));
        }
    }

    private PendingMessages pending() {
        for (var synchronization : TransactionSynchronizationManager.getSynchronizations()) {
            if (synchronization instanceof PendingMessages pending && pending.isOf(this)) {
                return pending;
            }
        }
        var pending = new PendingMessages();
        TransactionSynchronizationManager.registerSynchronization(pending);
        return pending;
    }

    /** The messages of one transaction, inserted by one statement just before it commits. */
    private final class PendingMessages implements TransactionSynchronization {
        private final List<OutgoingMessage> messages = new ArrayList<>();
        private final Map<Object, Integer> saved = new IdentityHashMap<>();

        boolean isOf(TableOutbox outbox) {
            return TableOutbox.this == outbox;
        }

        void add(OutgoingMessage message) {
            messages.add(message);
        }

        @Override
        public void beforeCommit(boolean readOnly) {
            write();
        }

        @Override
        public void savepoint(Object savepoint) {
            saved.put(savepoint, messages.size());
        }

        // a savepoint that was made before the first message keeps none of them
        @Override
        public void savepointRollback(Object savepoint) {
            int kept = saved.getOrDefault(savepoint, 0);
            messages.subList(kept, messages.size()).clear();
        }

        @Override
        public void afterCommit() {
            if (!messages.isEmpty()) {
                throw new IllegalStateException(
                        "messages were appended to a transaction that was committing already");
            }
            relay.committed();
        }

        private void write() {
            if (!messages.isEmpty()) {
                table.insert(traces.traced(messages));
                messages.clear();
            }
        }
    }
}
