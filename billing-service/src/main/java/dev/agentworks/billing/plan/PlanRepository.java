package dev.agentworks.billing.plan;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** The plans there are and were. */
interface PlanRepository extends Repository<Plan, UUID> {
    List<Plan> findByOfferedTrueOrderByFlatFee();

    Optional<Plan> findByCodeAndOfferedTrue(String code);

    Optional<Plan> findById(UUID id);

    default Plan require(UUID id) {
        return findById(id).orElseThrow(() -> new IllegalStateException("no plan " + id));
    }

    default Plan free() {
        return findByCodeAndOfferedTrue(Plan.FREE)
                .orElseThrow(() -> new IllegalStateException("no plan is free"));
    }
}
