package dev.agentworks.router.ledger;

/** The key is not ours any more, or a cancel was requested. Nothing may be dispatched. */
public final class LeaseLostException extends RuntimeException {
    LeaseLostException(Lease lease) {
        super("the lease %d of a call is lost".formatted(lease.attempt()), null, false, false);
    }
}
