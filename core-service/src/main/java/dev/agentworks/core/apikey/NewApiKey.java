package dev.agentworks.core.apikey;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The wish for a key.
 *
 * @param expiresAt null: it is good until somebody revokes it
 */
public record NewApiKey(
        UUID workspace, String name, Set<KeyScope> scopes, @Nullable Instant expiresAt) {

    public NewApiKey {
        scopes = Set.copyOf(scopes);
    }
}
