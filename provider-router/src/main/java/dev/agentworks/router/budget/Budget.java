package dev.agentworks.router.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.events.Moment;
import dev.agentworks.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What may be spent, and what is left of it.
 *
 * @param limit none refuses nothing
 * @param held for calls that run now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Budget(
        BudgetScope scope,
        UUID id,
        UUID workspaceId,
        BudgetPeriod period,
        @Nullable @Money BigDecimal limit,
        @Money BigDecimal spent,
        @Money BigDecimal held,
        @Nullable @Money BigDecimal remaining,
        @Nullable @Moment Instant resetAt) {}
