package dev.agentworks.core.workspace;

import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** The memberships in workspaces that the transaction's subject may see. */
interface MembershipRepository extends Repository<Membership, MembershipId> {

    Optional<Membership> findById(MembershipId id);

    void delete(Membership membership);

    void flush();

    /** How many owners the workspace has. Say so only while its row is locked. */
    default long countOwners(WorkspaceId workspace) {
        return count(workspace, Role.OWNER);
    }

    @Query(
            "select count(m) from Membership m where m.id.workspaceId = :workspace and m.role = :role")
    long count(WorkspaceId workspace, Role role);
}
