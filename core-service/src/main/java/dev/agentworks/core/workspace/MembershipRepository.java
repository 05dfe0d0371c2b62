package dev.agentworks.core.workspace;

import java.util.Optional;
import org.springframework.data.repository.Repository;

/** The memberships in workspaces that the transaction's subject may see. */
interface MembershipRepository extends Repository<Membership, MembershipId> {

    Optional<Membership> findById(MembershipId id);
}
