package dev.agentworks.gateway.session;

import java.security.Principal;
import java.time.Instant;

/**
 * A person with a session.
 *
 * @param expiresAt when the access token expires
 */
public record SignedInUser(String userId, String sessionId, Instant expiresAt, Proof proof)
        implements Principal {
    /** How the person authenticated. */
    public enum Proof {
        BEARER,
        COOKIE,
        TICKET
    }

    @Override
    public String getName() {
        return userId;
    }
}
