package dev.agentworks.core.apikey;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.WorkspaceId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A key as its workspace's admins see it; its secret is not in it.
 *
 * @param prefix the first characters of the key
 * @param lastUsedAt to the minute; null when nobody used it yet
 */
public record ApiKeyView(
        ApiKeyId id,
        WorkspaceId workspaceId,
        String name,
        List<KeyScope> scopes,
        String prefix,
        Creator createdBy,
        Instant createdAt,
        @Nullable Instant expiresAt,
        @Nullable Instant lastUsedAt) {

    /** Whose rights bound those of the key. */
    public record Creator(UserId id, String name) {}

    public ApiKeyView {
        scopes = List.copyOf(scopes);
    }
}
