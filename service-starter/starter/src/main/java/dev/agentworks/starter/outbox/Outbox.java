package dev.agentworks.starter.outbox;

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
}
