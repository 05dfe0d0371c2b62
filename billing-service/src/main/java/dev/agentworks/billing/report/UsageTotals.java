package dev.agentworks.billing.report;

import dev.agentworks.events.Money;
import java.math.BigDecimal;

/** Calls, tokens and money of one row, or the sum of many. */
public record UsageTotals(
        long calls,
        long failedCalls,
        long inputTokens,
        long outputTokens,
        @Money BigDecimal cost,
        @Money BigDecimal price) {
    /** Nothing used. */
    public static final UsageTotals NONE =
            new UsageTotals(0, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO);

    /** The exact sum of both. */
    public UsageTotals plus(UsageTotals other) {
        return new UsageTotals(
                calls + other.calls,
                failedCalls + other.failedCalls,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                cost.add(other.cost),
                price.add(other.price));
    }
}
