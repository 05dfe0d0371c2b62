package dev.agentworks.router.routing;

import static dev.agentworks.starter.problem.ErrorKind.badRequest;
import static dev.agentworks.starter.problem.ErrorKind.unavailable;

import dev.agentworks.starter.problem.ErrorCode;
import dev.agentworks.starter.problem.ErrorKind;

/** Why no target can be asked. */
public enum RoutingError implements ErrorCode {
    UNKNOWN_PROVIDER(badRequest("No such provider")),
    UNKNOWN_MODEL(badRequest("No such model")),
    MODEL_CANNOT(badRequest("The model cannot answer this request")),
    PROVIDER_UNAVAILABLE(unavailable("The provider cannot be asked at the moment"));

    private final ErrorKind kind;

    RoutingError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
