package dev.agentworks.core.apikey;

import dev.agentworks.core.workspace.WorkspaceId;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a new key.
 *
 * @param expiresAt null: it is good until somebody revokes it
 */
public record CreateApiKey(
        WorkspaceId workspace, String name, Set<KeyScope> scopes, @Nullable Instant expiresAt) {

    public CreateApiKey {
        scopes = Set.copyOf(scopes);
    }
}
