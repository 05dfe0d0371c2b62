package dev.agentworks.starter.resilience;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Duration;

/** A call was not made, because its target failed too often just now or has too many calls. */
public final class TargetUnavailableException extends ProblemException {
    TargetUnavailableException(String target, String reason, Duration pause) {
        super(
                CommonError.UNAVAILABLE,
                "No call is made to %s at the moment: %s. Try again.".formatted(target, reason));
        retryAfter(pause);
    }
}
