package dev.agentworks.billing.wallet;

import jakarta.persistence.LockModeType;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.repository.Repository;

/** The wallet of the transaction's workspace. */
interface WalletRepository extends Repository<Wallet, UUID> {
    /** Locked until the transaction ends. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    Optional<Wallet> findByWorkspaceId(UUID workspaceId);

    void flush();
}
