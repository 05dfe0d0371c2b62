package dev.agentworks.gateway.session;

import java.security.Principal;
import java.time.Instant;

/**
 * A person with a session.
 *
 * @param expiresAt when the access token behind it ends
 */
public record SignedIn(String userId, String sessionId, Instant expiresAt, Proof proof)
        implements Principal {
    /** How the person showed who they are. */
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
