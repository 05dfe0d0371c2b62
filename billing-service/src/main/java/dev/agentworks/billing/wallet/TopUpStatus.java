package dev.agentworks.billing.wallet;

/** What became of a wish for credits. */
public enum TopUpStatus {
    REQUESTED,
    PAID,
    FAILED
}
