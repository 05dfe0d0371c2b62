package dev.agentworks.router.key;

import dev.agentworks.events.Moment;
import java.time.Instant;

/** A workspace's own key as it is shown: never itself. */
record ProviderKey(String provider, String last4, @Moment Instant createdAt, String createdBy) {}
