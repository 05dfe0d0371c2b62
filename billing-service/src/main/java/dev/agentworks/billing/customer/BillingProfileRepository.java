package dev.agentworks.billing.customer;

import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** The particulars of the transaction's workspace. */
interface BillingProfileRepository extends Repository<BillingProfile, UUID> {
    Optional<BillingProfile> findByWorkspaceId(UUID workspaceId);

    BillingProfile saveAndFlush(BillingProfile profile);

    default BillingProfile of(UUID workspaceId) {
        return findByWorkspaceId(workspaceId).orElseGet(() -> new BillingProfile(workspaceId));
    }
}
