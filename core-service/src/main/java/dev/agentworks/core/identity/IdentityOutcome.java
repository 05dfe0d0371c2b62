package dev.agentworks.core.identity;

/** What became of somebody who signs in with an account elsewhere. */
public sealed interface IdentityOutcome {

    /** The account is that of a person here; they may have become known just now. */
    record Known(UserView user) implements IdentityOutcome {}

    /** Somebody has the address and has not said that the account is theirs. */
    record NotLinked() implements IdentityOutcome {}

    /** The provider does not say that the address is the person's. */
    record EmailNotVerified() implements IdentityOutcome {}
}
