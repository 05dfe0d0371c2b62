package dev.agentworks.core.apikey;

import dev.agentworks.core.workspace.WorkspaceId;
import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Keys to be made and revoked; lists are read by {@link ApiKeyQueries}. */
interface ApiKeyRepository extends Repository<ApiKey, ApiKeyId> {

    /** The key with its row locked, unless it is revoked already. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select k from ApiKey k where k.id = :id and k.revokedAt is null")
    Optional<ApiKey> findUsable(ApiKeyId id);

    @Query("select count(k) from ApiKey k where k.workspaceId = :workspace and k.revokedAt is null")
    long countUsable(WorkspaceId workspace);

    ApiKey saveAndFlush(ApiKey key);
}
