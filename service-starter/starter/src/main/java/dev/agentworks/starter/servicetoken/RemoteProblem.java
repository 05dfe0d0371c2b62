package dev.agentworks.starter.servicetoken;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.problem.ProblemSource;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Another service refused a call, or could not be reached. */
public class RemoteProblem extends RuntimeException implements ProblemSource {
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

    /**
     * What our own caller hears when nobody handled it: that something behind this service failed.
     */
    @Override
    public ProblemException problem() {
        return switch (status) {
            case 504 ->
                    new ProblemException(
                            CommonError.TIMEOUT,
                            "A service behind this one did not answer in time.");
            case 429, 502, 503 -> unavailable();
            default ->
                    new ProblemException(
                            CommonError.INTERNAL,
                            "A service behind this one refused unexpectedly.");
        };
    }

    private ProblemException unavailable() {
        var problem =
                new ProblemException(
                        CommonError.UNAVAILABLE, "A service behind this one is not available.");
        return retryAfter == null ? problem : problem.retryAfter(retryAfter);
    }
}
