package dev.agentworks.billing.ledger;

/**
 * The accounts of a workspace, from the platform's side. Debits are above zero: what is owed to us
 * and what we hold; credits below: what we earned and what we owe.
 */
public enum AccountKind {
    /** Issued and not yet paid. */
    RECEIVABLE,
    REVENUE,
    /** Paid or granted before it is used: owed to the customer. */
    CREDITS,
    CASH,
    /** What the providers charge. */
    COST,
    /** What is owed to the providers. */
    PAYABLE,
    TAX,
    /** Between what a line is exactly and the cents that are paid for it. */
    ROUNDING,
    /** Credits that expired unused. */
    BREAKAGE,
    /** Credits that were given. */
    PROMOTION
}
