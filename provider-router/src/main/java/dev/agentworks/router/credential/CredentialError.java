package dev.agentworks.router.credential;

import static dev.agentworks.starter.problem.ErrorKind.notFound;
import static dev.agentworks.starter.problem.ErrorKind.unavailable;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** Why a key is not kept. */
public enum CredentialError implements ErrorCode {
    UNKNOWN_PROVIDER(notFound("No such provider")),
    BYOK_UNAVAILABLE(unavailable("Own keys cannot be kept here"));

    private final ErrorKind kind;

    CredentialError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
