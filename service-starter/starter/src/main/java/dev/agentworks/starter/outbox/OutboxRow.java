package dev.agentworks.starter.outbox;

import org.jspecify.annotations.Nullable;

/** A message as it stands in the table {@code outbox}, in columns of the same names. */
public record OutboxRow(
        String eventId,
        String topic,
        @Nullable String orderingKey,
        String attributes,
        String payload) {}
