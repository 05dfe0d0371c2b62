package dev.agentworks.starter.outbox;

/**
 * For a service that inserts messages by a statement of its own, in one round trip with the changes
 * that they announce.
 */
public interface OutboxRows {
    /** The row to insert for the message, with the current trace. */
    OutboxRow row(OutgoingMessage message);

    /** To be called when such rows were committed, so that they are published at once. */
    void committed();
}
