package dev.agentworks.starter.outbox;

/**
 * For a service that stores messages with a statement of its own, in one round trip with what they
 * tell of.
 */
public interface OutboxRows {
    /** The message, in the trace of this moment, as it must be stored. */
    OutboxRow row(OutgoingMessage message);

    /** Says that such rows were committed, so that they leave at once. */
    void committed();
}
