package dev.agentworks.router.ledger;

import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.router.budget.Spender;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.rating.CallCharge;
import org.jspecify.annotations.Nullable;

/**
 * How a call ended.
 *
 * @param estimated whether tokens or rates were guessed, so that the money may be corrected
 * @param completion the body of the response to the caller, now and whenever the key comes again
 * @param spender whose budgets pay; none when no money was held
 * @param event for billing; none when nothing was used
 */
public record Outcome(
        CallState state,
        Answerer answerer,
        ModelResponse response,
        CallCharge charge,
        boolean estimated,
        String completion,
        @Nullable Spender spender,
        @Nullable UsageEvent event) {

    /**
     * The target that answered, or that was asked last.
     *
     * @param byok the customer's own key paid
     */
    public record Answerer(String provider, String model, boolean simulated, boolean byok) {}
}
