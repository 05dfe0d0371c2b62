package dev.agentworks.orchestrator.remote;

/** The outcome of a push; the detail is for people. */
sealed interface PushOutcome {

    String detail();

    record Pushed(String detail) implements PushOutcome {}

    /** The remote refused it: trying again would not help. */
    record Refused(String detail) implements PushOutcome {}

    /** It may succeed at the next attempt. */
    record Failed(String detail) implements PushOutcome {}
}
