package dev.agentworks.core.apikey;

import dev.agentworks.core.workspace.Role;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a key is good for at this moment.
 *
 * @param userId its creator
 * @param role the creator's present one
 * @param scopes those of the key that this role allows
 */
public record UsableKey(
        UUID keyId,
        UUID workspaceId,
        UUID userId,
        Role role,
        List<KeyScope> scopes,
        @Nullable Instant expiresAt) {

    public UsableKey {
        scopes = List.copyOf(scopes);
    }
}
