package dev.agentworks.router.execution;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a caller lets its run and its card cost, all calls together. */
public record SpendingLimits(@Nullable BigDecimal run, @Nullable BigDecimal card) {
    public static final SpendingLimits NONE = new SpendingLimits(null, null);
}
