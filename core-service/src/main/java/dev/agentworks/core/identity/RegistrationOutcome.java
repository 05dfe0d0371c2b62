package dev.agentworks.core.identity;

/** What became of a registration. */
public sealed interface RegistrationOutcome {

    /** The person is known now. */
    record Registered(UserView user) implements RegistrationOutcome {}

    /** Somebody else has this address. */
    record EmailTaken() implements RegistrationOutcome {}

    /** The password is too easy; the reason says how. */
    record WeakPassword(String reason) implements RegistrationOutcome {}
}
