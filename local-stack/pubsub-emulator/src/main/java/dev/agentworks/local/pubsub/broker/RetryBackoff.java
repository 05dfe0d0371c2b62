package dev.agentworks.local.pubsub.broker;

import com.google.protobuf.Duration;
import com.google.pubsub.v1.Subscription;

/**
 * How long a message waits after a failed delivery: it doubles from the minimum to the maximum, or
 * is zero.
 */
record RetryBackoff(long least, long most) {

    private static final long DEFAULT_LEAST = java.time.Duration.ofSeconds(10).toNanos();
    private static final long DEFAULT_MOST = java.time.Duration.ofSeconds(600).toNanos();

    static RetryBackoff of(Subscription subscription) {
        if (!subscription.hasRetryPolicy()) {
            return new RetryBackoff(0, 0);
        }
        var policy = subscription.getRetryPolicy();
        var least = policy.hasMinimumBackoff() ? nanos(policy.getMinimumBackoff()) : DEFAULT_LEAST;
        var most = policy.hasMaximumBackoff() ? nanos(policy.getMaximumBackoff()) : DEFAULT_MOST;
        return new RetryBackoff(least, Math.max(least, most));
    }

    long nanosAfter(int attempts) {
        var doublings = Math.min(Math.max(attempts - 1, 0), 30);
        return (long) Math.min(most, least * Math.pow(2, doublings));
    }

    private static long nanos(Duration duration) {
        return java.time.Duration.ofSeconds(duration.getSeconds(), duration.getNanos()).toNanos();
    }
}
