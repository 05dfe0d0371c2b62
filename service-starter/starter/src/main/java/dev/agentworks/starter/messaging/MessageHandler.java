package dev.agentworks.starter.messaging;

/** Understands one subscription's messages; called again for the same message at any time. */
@FunctionalInterface
public interface MessageHandler {
    /** An exception means the same as {@link Handling.RetryLater}. */
    Handling handle(IncomingMessage message) throws Exception;
}
