package dev.agentworks.billing.invoice;

/** Where an issued invoice stands. */
public enum InvoiceStatus {
    ISSUED,
    /** Nothing is owed any more. */
    PAID,
    PAST_DUE,
    UNCOLLECTIBLE,
    /** Credited as a whole before it was paid. */
    VOID
}
