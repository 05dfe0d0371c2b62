package dev.agentworks.gateway.apikey;

import dev.agentworks.gateway.ratelimit.Rate;
import dev.agentworks.gateway.ratelimit.WithOwnRate;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A program with an API key. It acts for the member who made the key, within the key's workspace.
 *
 * @param role the present one of that member
 */
public record KeyHolder(
        String keyId,
        String workspaceId,
        String userId,
        String role,
        Set<String> scopes,
        @Nullable Instant expiresAt,
        Rate rate)
        implements WithOwnRate {
    @Override
    public String getName() {
        return "key:" + keyId;
    }

    /** For whom its calls are made. */
    public ActingUser actingUser() {
        return new ActingUser(userId, Map.of(workspaceId, role), keyId);
    }

    boolean isGoodAt(Instant now) {
        return expiresAt == null || expiresAt.isAfter(now);
    }
}
