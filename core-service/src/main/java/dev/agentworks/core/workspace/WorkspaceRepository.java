package dev.agentworks.core.workspace;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The workspaces that the transaction's subject may see. */
interface WorkspaceRepository extends Repository<Workspace, WorkspaceId> {

    Optional<Workspace> findById(WorkspaceId id);

    default Workspace require(WorkspaceId id) {
        return findById(id).orElseThrow(() -> Access.notFound("workspace"));
    }

    void flush();
}
