package dev.agentworks.gateway.session.account;

import java.time.Instant;

/**
 * A session as its person sees it in a list.
 *
 * @param device the program and system, in a few words
 * @param address where it was opened from
 */
public record AccountSession(
        String id,
        String device,
        String userAgent,
        String address,
        Instant createdAt,
        Instant lastSeenAt,
        Instant expiresAt) {}
