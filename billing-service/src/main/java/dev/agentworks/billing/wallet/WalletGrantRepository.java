package dev.agentworks.billing.wallet;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** The grants of the transaction's workspace. */
interface WalletGrantRepository extends Repository<WalletGrant, UUID> {
    List<WalletGrant> findByWorkspaceId(UUID workspaceId);

    Optional<WalletGrant> findBySourceKey(String sourceKey);

    WalletGrant saveAndFlush(WalletGrant grant);

    void flush();
}
