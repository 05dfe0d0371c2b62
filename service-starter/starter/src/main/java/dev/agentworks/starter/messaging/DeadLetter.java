package dev.agentworks.starter.messaging;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message that was given up, as an operator sees it. */
record DeadLetter(
        UUID id,
        String subscription,
        String messageId,
        Map<String, String> attributes,
        String body,
        @Nullable String orderingKey,
        Instant publishedAt,
        int deliveryAttempt,
        String reason,
        Instant arrivedAt,
        @Nullable Instant redrivenAt) {
    IncomingMessage message() {
        return new IncomingMessage(
                subscription, messageId, attributes, body, orderingKey, publishedAt, 1);
    }
}
