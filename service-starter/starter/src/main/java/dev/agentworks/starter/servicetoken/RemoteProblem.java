package dev.agentworks.starter.servicetoken;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Another service refused a call, or could not be reached. */
public class RemoteProblem extends RuntimeException {
    private final String service;
    private final int status;
    private final String code;
    private final String detail;
    private final @Nullable Duration retryAfter;

    public RemoteProblem(String service, int status, String code, String detail) {
        this(service, status, code, detail, null, null);
    }

    RemoteProblem(
            String service,
            int status,
            String code,
            String detail,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super("%s answered %d %s: %s".formatted(service, status, code, detail), cause);
        this.service = service;
        this.status = status;
        this.code = code;
        this.detail = detail;
        this.retryAfter = retryAfter;
    }

    public String service() {
        return service;
    }

    /** The HTTP status; 503 when no connection was made, 504 when no answer came in time. */
    public int status() {
        return status;
    }

    /** The code at the end of the problem's type. */
    public String code() {
        return code;
    }

    public String detail() {
        return detail;
    }

    /** What the other service asked to wait, when it did. */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
