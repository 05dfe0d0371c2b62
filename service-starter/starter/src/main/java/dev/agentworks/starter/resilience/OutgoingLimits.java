package dev.agentworks.starter.resilience;

import io.github.resilience4j.bulkhead.BulkheadConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import java.time.Duration;

/**
 * The limits of calls to one target.
 *
 * @param timeLimit until the whole answer is there, or the first byte of a stream
 * @param concurrency how many calls may wait for an answer at once
 * @param failureRate in percent; from this rate on no call is made
 * @param window over which the rate is taken
 * @param atLeast calls in the window before a rate is taken
 * @param pause without calls, before a few are tried
 * @param trials how many are tried before the rate of these decides
 */
record OutgoingLimits(
        Duration timeLimit,
        int concurrency,
        int failureRate,
        Duration window,
        int atLeast,
        Duration pause,
        int trials) {
    /** After this the trial calls that did not end count as failed, and others are tried. */
    private static final Duration LONGEST_TRIAL = Duration.ofSeconds(2);

    CircuitBreakerConfig breaker() {
        return CircuitBreakerConfig.custom()
                .slidingWindowType(SlidingWindowType.TIME_BASED)
                .slidingWindowSize((int) Math.max(1, window.toSeconds()))
                .minimumNumberOfCalls(atLeast)
                .failureRateThreshold(failureRate)
                .waitDurationInOpenState(pause)
                .permittedNumberOfCallsInHalfOpenState(trials)
                .maxWaitDurationInHalfOpenState(LONGEST_TRIAL)
                .build();
    }

    BulkheadConfig bulkhead() {
        return BulkheadConfig.custom()
                .maxConcurrentCalls(concurrency)
                .maxWaitDuration(Duration.ZERO)
                .build();
    }
}
