package dev.agentworks.gateway.session.web;

import static dev.agentworks.starter.problem.ErrorKind.forbidden;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** Why a session is refused, beside the common codes. */
enum SessionError implements ErrorCode {
    CSRF_TOKEN_MISSING(forbidden("The CSRF token is missing or wrong"));

    private final ErrorKind kind;

    SessionError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
