package dev.agentworks.router.execution;

/** What becomes of a vendor's response that no reader waits for any more. */
public enum AbortPolicy {
    /** It is cut; what it used is counted as far as it came. */
    CANCEL_AND_ESTIMATE,
    /**
     * It is read to its end without being shown, because the vendor charges it anyway: the cost is
     * exact, the price is that of what was delivered.
     */
    DETACH_AND_DRAIN,
    /** It is cut, and the vendor is known not to charge it. */
    CANCEL_AND_BILL_ZERO
}
