package dev.agentworks.starter.outbox;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A message to be published.
 *
 * @param eventId unique in the service's outbox: appending it again changes nothing
 * @param orderingKey messages of one topic and key arrive in the order they were appended
 * @param attributes for filters; {@code traceparent} is added by the starter
 * @param payload JSON
 */
public record OutgoingMessage(
        String eventId,
        String topic,
        @Nullable String orderingKey,
        Map<String, String> attributes,
        String payload) {
    public OutgoingMessage {
        attributes = Map.copyOf(attributes);
    }
}
