package dev.agentworks.gateway.forward;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.server.ResponseStatusException;

/** The problem a client gets when a service could not be reached or was too slow. */
final class UpstreamProblem {
    private UpstreamProblem() {}

    static Throwable of(Throwable error, String service) {
        for (Throwable cause = error; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProblemException problem) {
                return problem;
            }
            if (late(cause)) {
                return problem(
                        CommonError.TIMEOUT,
                        "The %s service took too long to answer.".formatted(service),
                        error);
            }
        }
        return problem(
                CommonError.UNAVAILABLE,
                "The %s service cannot be reached at the moment. Try again.".formatted(service),
                error);
    }

    private static boolean late(@Nullable Throwable cause) {
        return cause instanceof TimeoutException
                || cause instanceof io.netty.handler.timeout.TimeoutException
                || (cause instanceof ResponseStatusException status
                        && status.getStatusCode() == HttpStatus.GATEWAY_TIMEOUT);
    }

    private static ProblemException problem(CommonError code, String detail, Throwable cause) {
        var problem = new ProblemException(code, detail);
        problem.initCause(cause);
        return problem;
    }
}
