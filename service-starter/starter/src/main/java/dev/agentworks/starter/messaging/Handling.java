package dev.agentworks.starter.messaging;

/** What became of a delivered message. */
public sealed interface Handling {
    /** It had its effect, or has none; it is not delivered again. */
    record Done() implements Handling {}

    /** It may succeed later; it is delivered again after a pause, ten times at most. */
    record RetryLater(String reason) implements Handling {}

    /** It can never succeed; it goes to the dead letters with the reason. */
    record Undeliverable(String reason) implements Handling {}

    /** It had its effect. */
    static Handling done() {
        return new Done();
    }

    /** Try again after a pause. */
    static Handling retryLater(String reason) {
        return new RetryLater(reason);
    }

    /** Never try again. */
    static Handling undeliverable(String reason) {
        return new Undeliverable(reason);
    }
}
