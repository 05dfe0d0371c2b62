package dev.agentworks.router.credential;

import dev.agentworks.events.Moment;
import java.time.Instant;

/** A workspace's own key as it is shown: never itself. */
public record ProviderKey(
        String provider, String last4, @Moment Instant createdAt, String createdBy) {}
