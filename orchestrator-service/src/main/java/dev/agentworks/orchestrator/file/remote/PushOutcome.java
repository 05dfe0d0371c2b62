package dev.agentworks.orchestrator.file.remote;

/** How a push went; the detail is for people. */
sealed interface PushOutcome {

    String detail();

    record Pushed(String detail) implements PushOutcome {}

    /** The remote does not want it: trying again would not help. */
    record Refused(String detail) implements PushOutcome {}

    /** It may go another time. */
    record Failed(String detail) implements PushOutcome {}
}
