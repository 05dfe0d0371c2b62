package dev.agentworks.starter.test;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A message that a test saw on a topic. */
public record ReceivedMessage(
        String topic,
        String messageId,
        @Nullable String orderingKey,
        Map<String, String> attributes,
        String body) {}
