package dev.agentworks.core.apikey;

import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.persistence.AssignedId;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A key of a program, which acts for the person who made it. A revoked one stays, so that one can
 * see later who had it. When it was last used is written by the database alone.
 */
@Entity
class ApiKey extends AssignedId<ApiKeyId> {

    @EmbeddedId private ApiKeyId id;
    private WorkspaceId workspaceId;
    private UserId createdBy;
    private String name;
    private String[] scopes;
    private String prefix;
    private byte[] hash;
    private Instant createdAt;
    private @Nullable Instant expiresAt;
    private @Nullable Instant revokedAt;
    private @Nullable UserId revokedBy;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected ApiKey() {}

    /**
     * @throws ProblemException {@code invalid-request} when the key would never be good
     */
    ApiKey(ApiKeyId id, CreateApiKey command, UserId creator, KeySecret secret, Instant now) {
        var expires = command.expiresAt();
        if (expires != null && !expires.isAfter(now)) {
            throw new ProblemException(CommonError.INVALID_REQUEST, "The key would never be good.")
                    .invalid("/expiresAt", "must lie in the future");
        }
        this.id = id;
        this.workspaceId = command.workspace();
        this.createdBy = creator;
        this.name = command.name();
        this.scopes = command.scopes().stream().map(KeyScope::text).sorted().toArray(String[]::new);
        this.prefix = secret.prefix();
        this.hash = secret.hash();
        this.createdAt = now;
        this.expiresAt = expires;
    }

    /** Ends the key for good. */
    void revoke(UserId person, Instant now) {
        revokedAt = now;
        revokedBy = person;
    }

    @Override
    public ApiKeyId getId() {
        return id;
    }

    String name() {
        return name;
    }

    WorkspaceId workspaceId() {
        return workspaceId;
    }
}
