package dev.agentworks.core.workspace;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The workspaces that the transaction's subject may see. */
interface WorkspaceRepository extends Repository<Workspace, WorkspaceId> {

    Optional<Workspace> findById(WorkspaceId id);

    default Workspace require(WorkspaceId id) {
        return findById(id).orElseThrow(() -> Access.notFound("workspace"));
    }

    /** The workspace with its row locked: who belongs to it does not change meanwhile. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select w from Workspace w where w.id = :id")
    Optional<Workspace> findLocked(WorkspaceId id);

    default Workspace requireLocked(WorkspaceId id) {
        return findLocked(id).orElseThrow(() -> Access.notFound("workspace"));
    }

    void flush();
}
