package dev.agentworks.starter.outbox;

import java.util.List;

/**
 * Takes messages inside the caller's transaction; they leave in order after it commits, at least
 * once.
 */
public interface Outbox {
    /**
     * Stores the message with the caller's changes: all that a transaction appends is written just
     * before it commits, after its own statements.
     *
     * @throws IllegalStateException when no transaction is active
     */
    void append(OutgoingMessage message);

    /** Stores many with the caller's changes, in this order. */
    default void appendAll(List<OutgoingMessage> messages) {
        messages.forEach(this::append);
    }
}
