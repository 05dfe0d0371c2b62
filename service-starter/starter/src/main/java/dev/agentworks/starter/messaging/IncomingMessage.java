package dev.agentworks.starter.messaging;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message as it was delivered, pulled or pushed.
 *
 * @param deliveryAttempt from 1, best effort
 */
public record IncomingMessage(
        String subscription,
        String messageId,
        Map<String, String> attributes,
        String body,
        @Nullable String orderingKey,
        Instant publishedAt,
        int deliveryAttempt) {
    public IncomingMessage {
        attributes = Map.copyOf(attributes);
    }
}
