package dev.agentworks.starter.problem;

import java.util.Locale;

/** Refusals that every service knows. */
public enum CommonError implements ErrorCode {
    INVALID_REQUEST(400, "The request is not valid"),
    UNAUTHENTICATED(401, "Who is calling is not known"),
    FORBIDDEN(403, "The caller may not do this"),
    NOT_FOUND(404, "There is no such thing here"),
    METHOD_NOT_ALLOWED(405, "The method is not allowed here"),
    NOT_ACCEPTABLE(406, "The answer cannot be given in an accepted media type"),
    CONFLICT(409, "The request conflicts with the present state"),
    VERSION_CONFLICT(412, "Somebody else changed it in the meantime"),
    PAYLOAD_TOO_LARGE(413, "The body is too large"),
    UNSUPPORTED_MEDIA_TYPE(415, "The media type is not supported"),
    KEY_REUSED(422, "The key was used for another request"),
    RATE_LIMITED(429, "Too many requests"),
    INTERNAL(500, "Something went wrong on our side"),
    UNAVAILABLE(503, "Not available at the moment"),
    TIMEOUT(504, "It took too long");

    private final int status;
    private final String title;

    CommonError(int status, String title) {
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
