package dev.agentworks.billing.wallet;

/** Where credits come from. */
public enum GrantKind {
    /** Bought. */
    PURCHASE,
    /** Given by us. */
    PROMOTION,
    /** Back from an invoice. */
    REFUND
}
