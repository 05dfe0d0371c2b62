package dev.agentworks.gateway.session;

import java.time.Duration;
import java.time.Instant;

/** The tokens of a session that a browser receives. */
public record OpenedSession(
        String sessionId,
        String accessToken,
        Duration accessLife,
        String refreshToken,
        Instant refreshEndsAt,
        String csrfToken) {}
