package dev.agentworks.router.routing;

import dev.agentworks.router.provider.model.FailureClass;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One breaker for each provider and model, and what its last calls showed. */
@Component
public class Breakers implements MeterBinder {
    private final CircuitBreakerRegistry breakers;
    private final BreakerSettings settings;
    private final Clock clock;
    private final Map<String, CallReport> unreported = new ConcurrentHashMap<>();

    Breakers(BreakerSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
        this.breakers =
                CircuitBreakerRegistry.of(
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(settings.calls())
                                .minimumNumberOfCalls(settings.atLeast())
                                .failureRateThreshold(settings.failureRate())
                                .waitDurationInOpenState(settings.pause())
                                .permittedNumberOfCallsInHalfOpenState(settings.trials())
                                .build());
    }

    /**
     * Whether the model may be asked. After a yes one end is reported, or the permission is given
     * back.
     */
    public boolean permits(Target target) {
        return breaker(target).tryAcquirePermission();
    }

    /** How long to wait after a no. */
    public Duration pause() {
        return settings.pause();
    }

    public void giveBack(Target target) {
        breaker(target).releasePermission();
    }

    /** The call ended; none for a good end. */
    public void ended(Target target, @Nullable FailureClass failure, Duration took) {
        var breaker = breaker(target);
        if (failure == null) {
            breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
        } else if (failure.countsForBreaker()) {
            breaker.onError(
                    took.toNanos(), TimeUnit.NANOSECONDS, new VendorFailedException(failure));
        } else {
            breaker.releasePermission();
        }
        var now = clock.instant();
        boolean open = breaker.getState() == CircuitBreaker.State.OPEN;
        unreported.put(
                breaker.getName(),
                new CallReport(
                        target.provider(),
                        target.model().model(),
                        now,
                        failure,
                        open ? now.plus(settings.pause()) : null));
    }

    /** No connection was made. */
    public void unreachable(Target target) {
        ended(target, FailureClass.TIMEOUT, Duration.ZERO);
    }

    /** The last call of each model that ended since this was asked last. */
    List<CallReport> takeReports() {
        var reports = List.copyOf(unreported.values());
        reports.forEach(it -> unreported.remove(name(it.provider(), it.model()), it));
        return reports;
    }

    /** Under the names that the breakers of all outgoing calls have. */
    @Override
    public void bindTo(MeterRegistry registry) {
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(registry);
    }

    private CircuitBreaker breaker(Target target) {
        return breakers.circuitBreaker(name(target.provider(), target.model().model()));
    }

    private static String name(String provider, String model) {
        return provider + "/" + model;
    }

    /**
     * How the last call of a model ended.
     *
     * @param openUntil the model is left alone until then
     */
    record CallReport(
            String provider,
            String model,
            Instant at,
            @Nullable FailureClass failure,
            @Nullable Instant openUntil) {}

    private static final class VendorFailedException extends Exception {
        VendorFailedException(FailureClass failure) {
            super(failure.code(), null, false, false);
        }
    }
}
