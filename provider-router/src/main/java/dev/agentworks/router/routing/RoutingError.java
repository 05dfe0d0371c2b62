package dev.agentworks.router.routing;

import static dev.agentworks.starter.problem.ErrorKind.badRequest;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** Why nobody can be asked. */
enum RoutingError implements ErrorCode {
    UNKNOWN_PROVIDER(badRequest("No such provider")),
    UNKNOWN_MODEL(badRequest("No such model")),
    MODEL_CANNOT(badRequest("The model cannot answer this request"));

    private final ErrorKind kind;

    RoutingError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
