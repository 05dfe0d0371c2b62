package dev.agentworks.core.identity;

import java.time.Instant;

/**
 * A sign-in as its person sees it.
 *
 * @param device what the client said it is, in a few words
 */
public record SessionView(
        SessionId id,
        String device,
        String userAgent,
        String address,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt) {}
