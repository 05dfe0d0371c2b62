package dev.agentworks.billing.invoice;

/** What a line of an invoice is for. */
public enum LineKind {
    USAGE,
    /** Calls of an earlier month that were told after it was closed. */
    LATE_USAGE,
    FLAT_FEE,
    SEATS,
    OWN_KEYS,
    /** Usage that the plan includes; below zero. */
    ALLOWANCE,
    /** What is missing to the plan's minimum. */
    MINIMUM,
    /** Paid from the wallet already, below zero; above zero what is carried to it. */
    CREDITS
}
