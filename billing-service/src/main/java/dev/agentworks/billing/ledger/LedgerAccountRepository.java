package dev.agentworks.billing.ledger;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** The accounts that the transaction's workspace has. */
interface LedgerAccountRepository extends Repository<LedgerAccount, UUID> {
    List<LedgerAccount> findByWorkspaceIdAndCurrency(UUID workspaceId, String currency);
}
