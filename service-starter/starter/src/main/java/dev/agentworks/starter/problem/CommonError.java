package dev.agentworks.starter.problem;

import static dev.agentworks.starter.problem.ErrorKind.badRequest;
import static dev.agentworks.starter.problem.ErrorKind.conflict;
import static dev.agentworks.starter.problem.ErrorKind.forbidden;
import static dev.agentworks.starter.problem.ErrorKind.internal;
import static dev.agentworks.starter.problem.ErrorKind.methodNotAllowed;
import static dev.agentworks.starter.problem.ErrorKind.notAcceptable;
import static dev.agentworks.starter.problem.ErrorKind.notFound;
import static dev.agentworks.starter.problem.ErrorKind.payloadTooLarge;
import static dev.agentworks.starter.problem.ErrorKind.preconditionFailed;
import static dev.agentworks.starter.problem.ErrorKind.requestTimeout;
import static dev.agentworks.starter.problem.ErrorKind.timeout;
import static dev.agentworks.starter.problem.ErrorKind.tooManyRequests;
import static dev.agentworks.starter.problem.ErrorKind.unauthorized;
import static dev.agentworks.starter.problem.ErrorKind.unavailable;
import static dev.agentworks.starter.problem.ErrorKind.unprocessable;
import static dev.agentworks.starter.problem.ErrorKind.unsupportedMediaType;

/** Refusals that every service knows. */
public enum CommonError implements ErrorCode {
    INVALID_REQUEST(badRequest("The request is not valid")),
    UNAUTHENTICATED(unauthorized("Who is calling is not known")),
    FORBIDDEN(forbidden("The caller may not do this")),
    NOT_FOUND(notFound("There is no such thing here")),
    METHOD_NOT_ALLOWED(methodNotAllowed("The method is not allowed here")),
    NOT_ACCEPTABLE(notAcceptable("The answer cannot be given in an accepted media type")),
    REQUEST_TIMEOUT(requestTimeout("The request did not arrive in time")),
    CONFLICT(conflict("The request conflicts with the present state")),
    VERSION_CONFLICT(preconditionFailed("Somebody else changed it in the meantime")),
    PAYLOAD_TOO_LARGE(payloadTooLarge("The body is too large")),
    UNSUPPORTED_MEDIA_TYPE(unsupportedMediaType("The media type is not supported")),
    KEY_REUSED(unprocessable("The key was used for another request")),
    RATE_LIMITED(tooManyRequests("Too many requests")),
    INTERNAL(internal("Something went wrong on our side")),
    UNAVAILABLE(unavailable("Not available at the moment")),
    TIMEOUT(timeout("It took too long"));

    private final ErrorKind kind;

    CommonError(ErrorKind kind) {
        this.kind = kind;
    }

    @Override
    public ErrorKind kind() {
        return kind;
    }
}
