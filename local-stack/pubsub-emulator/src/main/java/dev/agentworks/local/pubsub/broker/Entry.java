package dev.agentworks.local.pubsub.broker;

import org.jspecify.annotations.Nullable;

/** The state of one message in a subscription. Guarded by the subscription's lock. */
final class Entry {

    final Message message;

    /** A second delivery by a fault; it is dropped as soon as it has been delivered. */
    final boolean duplicate;

    int attempts;

    /** Not before this time, on the clock of {@link System#nanoTime}. */
    long notBefore;

    @Nullable Lease lease;
    @Nullable String lastAckId;

    /** Acknowledged, but a message of the same key before it is not. */
    boolean settled;

    boolean gone;
    boolean forwarding;

    Entry(Message message, boolean duplicate) {
        this.message = message;
        this.duplicate = duplicate;
    }

    long number() {
        return message.number();
    }

    /** One outstanding delivery. */
    static final class Lease implements Comparable<Lease> {
        final String ackId;
        final Entry entry;
        final Consumer consumer;
        long deadline;

        Lease(String ackId, Entry entry, Consumer consumer, long deadline) {
            this.ackId = ackId;
            this.entry = entry;
            this.consumer = consumer;
            this.deadline = deadline;
        }

        @Override
        public int compareTo(Lease other) {
            var byDeadline = Long.compare(deadline - other.deadline, 0);
            return byDeadline != 0 ? byDeadline : ackId.compareTo(other.ackId);
        }
    }
}
