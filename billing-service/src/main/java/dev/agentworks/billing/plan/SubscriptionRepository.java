package dev.agentworks.billing.plan;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** The subscriptions of the transaction's workspace, over ones included. */
interface SubscriptionRepository extends Repository<Subscription, UUID> {
    List<Subscription> findByWorkspaceIdOrderByStartsOnAscCreatedAtAsc(UUID workspaceId);

    Subscription saveAndFlush(Subscription subscription);

    void flush();
}
