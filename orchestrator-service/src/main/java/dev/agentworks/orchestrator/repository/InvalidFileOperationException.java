package dev.agentworks.orchestrator.repository;

/** A path, content or search expression is not valid; the message tells the agent what to do. */
public final class InvalidFileOperationException extends RuntimeException {

    public InvalidFileOperationException(String message) {
        super(message);
    }
}
