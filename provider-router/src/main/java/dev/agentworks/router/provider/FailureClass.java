package dev.agentworks.router.provider;

import java.util.Locale;

/**
 * What kind of failure a call met; decides who may try again and whether the breaker hears of it.
 */
public enum FailureClass {
    INVALID_REQUEST(false, false),
    AUTH(false, false),
    QUOTA_EXHAUSTED(false, false),
    RATE_LIMITED(true, false),
    OVERLOADED(true, true),
    SERVER_ERROR(true, true),
    TIMEOUT(true, true),
    CONFLICT(true, false),
    /** The model produced something that is no answer, such as arguments that are not JSON. */
    INVALID_OUTPUT(true, false),
    /** The answer ended before its end. */
    STREAM_BROKEN(true, true),
    CANCELLED(false, false);

    private final boolean retryable;
    private final boolean countsForBreaker;

    FailureClass(boolean retryable, boolean countsForBreaker) {
        this.retryable = retryable;
        this.countsForBreaker = countsForBreaker;
    }

    /** As it stands in an answer's {@code error.code}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the same request, with another key, may succeed. */
    public boolean retryable() {
        return retryable;
    }

    public boolean countsForBreaker() {
        return countsForBreaker;
    }
}
