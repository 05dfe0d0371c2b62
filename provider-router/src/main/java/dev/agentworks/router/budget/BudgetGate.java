package dev.agentworks.router.budget;

import java.math.BigDecimal;
import java.util.List;

/**
 * Lets a call spend only what all its budgets have: it is held before the call and settled after
 * it. A hold whose call died ends by itself. Amounts are what the customer pays, in US dollars.
 */
public interface BudgetGate {
    /**
     * Whether no budget limits this spender, as far as is known without asking: then nothing is to
     * be held, and the amount need not be estimated.
     */
    boolean isUnlimited(Spender spender);

    /** Holds the amount in every scope, or in none. The same id is held once. */
    HoldOutcome hold(String id, Spender spender, BigDecimal amount);

    /** Holds more for the same call. */
    HoldOutcome topUp(String id, BigDecimal more);

    /**
     * The call cost this much; its hold is over. In the caller's transaction, so that what was
     * spent is what the ledger says. Settling again changes nothing.
     */
    default void settle(String id, Spender spender, BigDecimal actual) {
        settleAll(List.of(new Claim(id, spender, actual)));
    }

    /** The same for many calls. */
    void settleAll(List<Claim> all);

    /** An amount for a call. */
    record Claim(String id, Spender spender, BigDecimal amount) {}

    /** The call was not made. */
    void release(String id);
}
