package dev.agentworks.gateway.ratelimit;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;

/**
 * The result of taking a token from a bucket.
 *
 * @param pause until the next call is allowed; zero when this one was
 * @param full until the bucket is full again
 */
public record Permit(boolean allowed, long limit, long remaining, Duration pause, Duration full) {
    /** Sets the RateLimit headers of a response. */
    public void describe(HttpHeaders headers) {
        headers.set("RateLimit-Limit", Long.toString(limit));
        headers.set("RateLimit-Remaining", Long.toString(remaining));
        headers.set("RateLimit-Reset", Long.toString(seconds(full)));
        if (!allowed) {
            headers.set(HttpHeaders.RETRY_AFTER, Long.toString(Math.max(1, seconds(pause))));
        }
    }

    /** The problem of a refused call. */
    public ProblemException refusal() {
        return new ProblemException(
                        CommonError.RATE_LIMITED,
                        "Too many requests. Try again in %d s."
                                .formatted(Math.max(1, seconds(pause))))
                .with("limit", limit);
    }

    private static long seconds(Duration duration) {
        return (duration.toMillis() + 999) / 1000;
    }
}
