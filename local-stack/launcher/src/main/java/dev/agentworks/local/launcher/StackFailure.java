package dev.agentworks.local.launcher;

/** Something a person can mend; the message is one clear sentence and is all they see. */
public final class StackFailure extends RuntimeException {

    public StackFailure(String message) {
        super(message);
    }

    public StackFailure(String message, Throwable cause) {
        super(message, cause);
    }
}
