package dev.agentworks.core.apikey;

import static dev.agentworks.starter.problem.ErrorKind.conflict;
import static dev.agentworks.starter.problem.ErrorKind.notFound;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** What can be refused about keys. */
enum ApiKeyError implements ErrorCode {
    TOO_MANY_API_KEYS(conflict("The workspace has as many keys as it may")),
    API_KEY_NOT_USABLE(notFound("The key is good for nothing"));

    private final ErrorKind kind;

    ApiKeyError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
