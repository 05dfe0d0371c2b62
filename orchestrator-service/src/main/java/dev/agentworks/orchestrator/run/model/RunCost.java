package dev.agentworks.orchestrator.run.model;

import java.math.BigDecimal;

/**
 * What model calls used and cost.
 *
 * @param cost at the provider's price, in US dollars
 * @param price as charged, in US dollars
 * @param simulated whether a part of it was answered by the simulator
 */
public record RunCost(TokenUsage tokens, BigDecimal cost, BigDecimal price, boolean simulated) {

    public static final RunCost NONE =
            new RunCost(TokenUsage.NONE, BigDecimal.ZERO, BigDecimal.ZERO, false);

    RunCost plus(RunCost more) {
        return new RunCost(
                tokens.plus(more.tokens),
                cost.add(more.cost),
                price.add(more.price),
                simulated || more.simulated);
    }
}
