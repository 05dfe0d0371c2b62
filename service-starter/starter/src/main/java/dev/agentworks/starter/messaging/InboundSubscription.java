package dev.agentworks.starter.messaging;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A subscription of this service. Declared as a bean; the starter pulls its messages or takes them
 * as pushes.
 *
 * @param name {@code <service>.<topic>}
 * @param ordered messages of one ordering key are handled one after the other
 * @param filter over attributes, in Pub/Sub's language
 * @param maxConcurrency how many messages are handled at once, in this instance
 */
public record InboundSubscription(
        String name,
        String topic,
        boolean ordered,
        @Nullable String filter,
        Duration ackDeadline,
        int maxConcurrency,
        MessageHandler handler) {}
