package dev.agentworks.core.identity;

/** What became of an address that somebody confirms. */
public sealed interface VerifyEmailOutcome {

    /** The address is the person's. */
    record Verified(String email) implements VerifyEmailOutcome {}

    /** Somebody else has taken the address meanwhile. */
    record EmailTaken() implements VerifyEmailOutcome {}

    /** The token is unknown, too old, or was used for another address. */
    record Unusable() implements VerifyEmailOutcome {}
}
