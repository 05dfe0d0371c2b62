package dev.agentworks.billing.usage;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message that waits for a person's decision. */
public record QuarantinedEvent(
        UUID id,
        @Nullable String eventId,
        QuarantineReason reason,
        String detail,
        String payload,
        Instant arrivedAt) {}
