package dev.agentworks.gateway.apikey;

import dev.agentworks.gateway.ratelimit.Rate;
import dev.agentworks.gateway.ratelimit.RateLimitedPrincipal;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program that calls with an API key. It acts for the member who created the key, within the
 * key's workspace.
 *
 * @param role that member's current role
 */
public record ApiKeyPrincipal(
        String keyId,
        String workspaceId,
        String userId,
        String role,
        Set<String> scopes,
        @Nullable Instant expiresAt,
        Rate rate)
        implements RateLimitedPrincipal {
    @Override
    public String getName() {
        return "key:" + keyId;
    }

    /** The user on whose behalf its calls are made. */
    public ActingUser actingUser() {
        return new ActingUser(userId, Map.of(workspaceId, role), keyId);
    }

    boolean isValidAt(Instant now) {
        return expiresAt == null || expiresAt.isAfter(now);
    }
}
