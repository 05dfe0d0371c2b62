package dev.agentworks.billing.ledger;

import java.math.BigDecimal;

/** An amount on an account: above zero a debit, below a credit. */
public record Posting(AccountKind account, BigDecimal amount) {
    public static Posting debit(AccountKind account, BigDecimal amount) {
        return new Posting(account, amount);
    }

    public static Posting credit(AccountKind account, BigDecimal amount) {
        return new Posting(account, amount.negate());
    }
}
