package dev.agentworks.router.budget;

import dev.agentworks.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Whether the money of a call is there. */
public sealed interface HoldOutcome {
    /** It is held. */
    record Held() implements HoldOutcome {}

    /** No budget speaks of it. */
    record Unlimited() implements HoldOutcome {}

    /**
     * It is not.
     *
     * @param resetAt when the budget begins anew, if it does
     */
    record Refused(
            BudgetScope scope,
            UUID id,
            @Money BigDecimal limit,
            @Money BigDecimal remaining,
            @Nullable Instant resetAt)
            implements HoldOutcome {}
}
