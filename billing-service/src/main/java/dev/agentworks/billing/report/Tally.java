package dev.agentworks.billing.report;

import dev.agentworks.events.Money;
import java.math.BigDecimal;

/** Calls, tokens and money of one row, or of many added up. */
public record Tally(
        long calls,
        long failedCalls,
        long inputTokens,
        long outputTokens,
        @Money BigDecimal cost,
        @Money BigDecimal price) {
    /** Nothing used. */
    public static final Tally NONE = new Tally(0, 0, 0, 0, BigDecimal.ZERO, BigDecimal.ZERO);

    /** Adds exactly. */
    public Tally plus(Tally other) {
        return new Tally(
                calls + other.calls,
                failedCalls + other.failedCalls,
                inputTokens + other.inputTokens,
                outputTokens + other.outputTokens,
                cost.add(other.cost),
                price.add(other.price));
    }
}
