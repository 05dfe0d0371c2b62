package dev.agentworks.router.provider.model;

import java.util.Locale;

/**
 * The kind of a call's failure; it decides which targets may be tried next, whether the breaker
 * counts it, and what becomes of the key it was made with.
 */
public enum FailureClass {
    INVALID_REQUEST(Retry.NEVER, Fallback.NO, false, Key.KEEP),
    AUTH(Retry.NEVER, Fallback.YES, false, Key.COOL_DOWN),
    /** The money or the quota is used up: waiting does not help. */
    QUOTA_EXHAUSTED(Retry.NEVER, Fallback.YES, false, Key.COOL_DOWN_LONG),
    RATE_LIMITED(Retry.WHEN_TOLD, Fallback.YES, false, Key.COOL_DOWN_AS_TOLD),
    OVERLOADED(Retry.YES, Fallback.YES, true, Key.KEEP),
    SERVER_ERROR(Retry.YES, Fallback.YES, true, Key.KEEP),
    TIMEOUT(Retry.ONCE, Fallback.YES, true, Key.KEEP),
    CONFLICT(Retry.YES, Fallback.YES, false, Key.KEEP),
    /** The vendor refuses to answer this; a model that merely declines has a finish reason. */
    CONTENT_FILTER(Retry.NEVER, Fallback.IF_ASKED, false, Key.KEEP),
    /** The model produced something that is no answer, such as arguments that are not JSON. */
    INVALID_OUTPUT(Retry.ONCE, Fallback.YES, false, Key.KEEP),
    /** The answer ended before its end. */
    STREAM_BROKEN(Retry.BEFORE_CONTENT, Fallback.BEFORE_CONTENT, true, Key.KEEP),
    /** The caller does not want the response any more; others call this class client_closed. */
    CANCELLED(Retry.NEVER, Fallback.NO, false, Key.KEEP);

    private final Retry retry;
    private final Fallback fallback;
    private final boolean countsForBreaker;
    private final Key key;

    FailureClass(Retry retry, Fallback fallback, boolean countsForBreaker, Key key) {
        this.retry = retry;
        this.fallback = fallback;
        this.countsForBreaker = countsForBreaker;
        this.key = key;
    }

    /** As it stands in an answer's {@code error.code}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether the same request, with another key, may succeed. */
    public boolean retryable() {
        return retry != Retry.NEVER;
    }

    public Retry retry() {
        return retry;
    }

    public Fallback fallback() {
        return fallback;
    }

    public boolean countsForBreaker() {
        return countsForBreaker;
    }

    public Key key() {
        return key;
    }

    /** Whether the same target may be asked again. */
    public enum Retry {
        NEVER,
        /** After the vendor's own wait, when that ends before the deadline. */
        WHEN_TOLD,
        ONCE,
        YES,
        /** While no reader has seen anything of the response. */
        BEFORE_CONTENT
    }

    /** Whether another target may be asked instead. */
    public enum Fallback {
        /** Except where {@link VendorFailure#tooLong()}: a larger model may take it. */
        NO,
        YES,
        /** While no reader has seen anything of the response. */
        BEFORE_CONTENT,
        /** Only where a routing rule allows it. */
        IF_ASKED
    }

    /** What becomes of the key. */
    public enum Key {
        KEEP,
        /** For as long as the vendor says. */
        COOL_DOWN_AS_TOLD,
        COOL_DOWN,
        /** Until the account is topped up or a day has passed. */
        COOL_DOWN_LONG
    }
}
