package dev.agentworks.router.ledger;

/** What is known of a key. */
public enum CallState {
    /** The vendor knows nothing of it. */
    RESERVED,
    /** The request was about to be written. */
    DISPATCHED,
    SUCCEEDED,
    FAILED,
    CANCELLED,
    /** The vendor may have worked; its response is lost. */
    INDETERMINATE
}
