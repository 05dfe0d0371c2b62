package dev.agentworks.gateway.apikey;

import static dev.agentworks.starter.problem.ErrorKind.forbidden;
import static dev.agentworks.starter.problem.ErrorKind.unauthorized;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** Why a call with an API key is refused. */
enum ApiKeyError implements ErrorCode {
    INVALID_API_KEY(unauthorized("The API key is not valid")),
    MISSING_SCOPE(forbidden("The API key lacks the scope")),
    API_KEY_NOT_ACCEPTED(forbidden("No API key is accepted here"));

    private final ErrorKind kind;

    ApiKeyError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
