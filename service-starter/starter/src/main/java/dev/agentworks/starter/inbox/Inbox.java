package dev.agentworks.starter.inbox;

/**
 * Lets an effect happen once for each consumer and event, however often the message is delivered.
 */
public interface Inbox {
    /**
     * Whether this transaction is the first to handle the event. A second one that comes while the
     * first is still open waits for its end.
     *
     * @throws IllegalStateException when no transaction is active
     */
    boolean firstTime(String consumer, String eventId);
}
