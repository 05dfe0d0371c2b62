package dev.agentworks.starter.resilience;

import io.github.resilience4j.bulkhead.Bulkhead;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** A call that was begun. The first report of its end counts, later ones are ignored. */
public final class OutgoingCall {
    private final CircuitBreaker breaker;
    private final Bulkhead bulkhead;
    private final long begin = System.nanoTime();
    private final AtomicBoolean ended = new AtomicBoolean();

    OutgoingCall(CircuitBreaker breaker, Bulkhead bulkhead) {
        this.breaker = breaker;
        this.bulkhead = bulkhead;
    }

    /** The target answered with this HTTP status; see {@link #isFailure}. */
    public void answered(int status, @Nullable String contentType) {
        if (isFailure(status, contentType)) {
            failed(new FailedAnswerException(status));
        } else {
            succeeded();
        }
    }

    /** The target did what it was asked, or refused it. */
    public void succeeded() {
        if (end()) {
            breaker.onSuccess(System.nanoTime() - begin, TimeUnit.NANOSECONDS);
        }
    }

    /** No connection was made, no answer came in time, or the target failed. */
    public void failed(Throwable failure) {
        if (end()) {
            breaker.onError(System.nanoTime() - begin, TimeUnit.NANOSECONDS, failure);
        }
    }

    /** The call ended for a reason of the caller's, and says nothing about the target. */
    public void abandoned() {
        if (end()) {
            breaker.releasePermission();
        }
    }

    private boolean end() {
        if (!ended.compareAndSet(false, true)) {
            return false;
        }
        bulkhead.onComplete();
        return true;
    }

    /**
     * A status from 500 on is a failure of the target, except a 502, 503 or 504 in JSON: with these
     * a working target tells of something behind it, such as a customer's vendor, and to stop
     * calling the target for that would punish everybody else.
     */
    static boolean isFailure(int status, @Nullable String contentType) {
        if (status < 500) {
            return false;
        }
        boolean aboutAnother = status == 502 || status == 503 || status == 504;
        return !(aboutAnother
                && contentType != null
                && contentType.toLowerCase(Locale.ROOT).contains("json"));
    }

    private static final class FailedAnswerException extends Exception {
        FailedAnswerException(int status) {
            super("answered " + status, null, false, false);
        }
    }
}
