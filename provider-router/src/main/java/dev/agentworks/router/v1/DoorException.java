package dev.agentworks.router.v1;

import org.jspecify.annotations.Nullable;

/** A refusal on its way to the client. */
final class DoorException extends RuntimeException {
    private final transient DoorError error;

    DoorException(DoorError error) {
        super(error.message(), null, false, false);
        this.error = error;
    }

    DoorError error() {
        return error;
    }

    /** One field of the request is wrong. */
    static DoorException invalid(@Nullable String param, String code, String message) {
        return new DoorException(new DoorError(400, DoorError.INVALID, code, param, message));
    }
}
