package dev.agentworks.router.execution;

import dev.agentworks.router.budget.BudgetGate;
import dev.agentworks.router.budget.HoldOutcome;
import dev.agentworks.router.execution.CostEstimates.Estimate;
import org.jspecify.annotations.Nullable;

/** The money held for one call, which grows with its response. */
final class BudgetHold {
    private static final int TOP_UP_AT_PERCENT = 80;

    private final BudgetGate gate;
    private final String id;
    private final Estimate estimate;
    private long coveredTokens;

    BudgetHold(BudgetGate gate, String id, Estimate estimate) {
        this.gate = gate;
        this.id = id;
        this.estimate = estimate;
        this.coveredTokens = estimate.outputTokens();
    }

    /**
     * So many tokens were delivered: holds more before the held money is used up.
     *
     * @return the refusal, when a budget does not allow more
     */
    HoldOutcome.@Nullable Refused cover(long deliveredTokens) {
        if (coveredTokens >= estimate.mostTokens()
                || deliveredTokens * 100 < coveredTokens * TOP_UP_AT_PERCENT) {
            return null;
        }
        if (gate.topUp(id, estimate.outputAmount()) instanceof HoldOutcome.Refused refused) {
            return refused;
        }
        coveredTokens += Math.max(1, estimate.outputTokens());
        return null;
    }
}
