package dev.agentworks.core.apikey;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.Role;
import dev.agentworks.core.workspace.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a key is good for at this moment.
 *
 * @param userId its creator
 * @param role the creator's present one
 * @param scopes those of the key that this role allows
 */
public record UsableKey(
        ApiKeyId keyId,
        WorkspaceId workspaceId,
        UserId userId,
        Role role,
        List<KeyScope> scopes,
        @Nullable Instant expiresAt) {

    public UsableKey {
        scopes = List.copyOf(scopes);
    }
}
