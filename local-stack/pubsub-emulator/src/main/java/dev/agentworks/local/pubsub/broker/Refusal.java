package dev.agentworks.local.pubsub.broker;

import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** Errors with the codes and texts of the real service. */
public final class Refusal {

    private Refusal() {}

    public static StatusRuntimeException notFound(String resource) {
        return Status.NOT_FOUND
                .withDescription("Resource not found (resource=%s).".formatted(resource))
                .asRuntimeException();
    }

    public static StatusRuntimeException alreadyExists(String resource) {
        return Status.ALREADY_EXISTS
                .withDescription(
                        "Resource already exists in the project (resource=%s).".formatted(resource))
                .asRuntimeException();
    }

    public static StatusRuntimeException invalid(String reason) {
        return Status.INVALID_ARGUMENT.withDescription(reason).asRuntimeException();
    }

    public static StatusRuntimeException failedPrecondition(String reason) {
        return Status.FAILED_PRECONDITION.withDescription(reason).asRuntimeException();
    }

    public static StatusRuntimeException unavailable(String reason, Throwable cause) {
        return Status.UNAVAILABLE.withDescription(reason).withCause(cause).asRuntimeException();
    }
}
