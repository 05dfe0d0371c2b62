package dev.agentworks.orchestrator.remote;

import static dev.agentworks.starter.problem.ErrorKind.badRequest;
import static dev.agentworks.starter.problem.ErrorKind.unavailable;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** Refusals about remotes. */
enum RemoteError implements ErrorCode {
    REMOTE_NOT_ALLOWED(badRequest("This cannot be a remote")),
    TOKENS_UNAVAILABLE(unavailable("Tokens cannot be kept here"));

    private final ErrorKind kind;

    RemoteError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
