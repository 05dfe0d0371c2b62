package dev.agentworks.billing.report;

import dev.agentworks.events.Money;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What a card's stay in a lane cost, over all its runs; the prices of all stays are the lines of
 * its invoices.
 *
 * @param lane the lane's number; none for calls that are not known to belong to one
 * @param visit which of the card's entries into lanes, from 1
 * @param runs how many runs there were
 */
public record LaneVisitCost(
        @Nullable Integer lane,
        @Nullable Integer visit,
        long runs,
        long calls,
        long failedCalls,
        long inputTokens,
        long outputTokens,
        @Money BigDecimal cost,
        @Money BigDecimal price) {}
