package dev.agentworks.billing.wallet;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** The top-ups of the transaction's workspace. */
interface TopUpRepository extends Repository<TopUp, UUID> {
    Optional<TopUp> findById(UUID id);

    List<TopUp> findByWorkspaceIdAndAutomaticTrueAndRequestedAtGreaterThanEqual(
            UUID workspaceId, Instant since);

    boolean existsByWorkspaceIdAndAutomaticTrueAndStatus(UUID workspaceId, TopUpStatus status);

    TopUp saveAndFlush(TopUp topUp);

    void flush();
}
