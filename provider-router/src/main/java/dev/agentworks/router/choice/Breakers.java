package dev.agentworks.router.choice;

import dev.agentworks.router.provider.FailureClass;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** One breaker for each provider and model, and what its last calls showed. */
@Component
public class Breakers {
    private final CircuitBreakerRegistry breakers;
    private final BreakerSettings settings;
    private final Clock clock;
    private final Map<String, Seen> seen = new ConcurrentHashMap<>();

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
     * Whether the model may be asked; who gets a yes reports one end, or gives the permission back.
     */
    public boolean permits(Choice choice) {
        return breaker(choice).tryAcquirePermission();
    }

    /** How long to wait after a no. */
    public Duration pause() {
        return settings.pause();
    }

    public void giveBack(Choice choice) {
        breaker(choice).releasePermission();
    }

    /** The call ended; none for a good end. */
    public void ended(Choice choice, @Nullable FailureClass failure, Duration took) {
        var breaker = breaker(choice);
        seen.put(breaker.getName(), new Seen(clock.instant(), failure));
        if (failure == null) {
            breaker.onSuccess(took.toNanos(), TimeUnit.NANOSECONDS);
        } else if (failure.countsForBreaker()) {
            breaker.onError(
                    took.toNanos(), TimeUnit.NANOSECONDS, new VendorFailedException(failure));
        } else {
            breaker.releasePermission();
        }
    }

    /** No connection was made. */
    public void unreachable(Choice choice) {
        ended(choice, FailureClass.TIMEOUT, Duration.ZERO);
    }

    @Nullable Seen lastOf(String provider, String model) {
        return seen.get(name(provider, model));
    }

    boolean isClosed(String provider, String model) {
        return breakers.find(name(provider, model))
                .map(it -> it.getState() == CircuitBreaker.State.CLOSED)
                .orElse(true);
    }

    private CircuitBreaker breaker(Choice choice) {
        return breakers.circuitBreaker(name(choice.vendor().id(), choice.model().model()));
    }

    private static String name(String provider, String model) {
        return provider + "/" + model;
    }

    /** The end of the last call. */
    record Seen(Instant at, @Nullable FailureClass failure) {}

    private static final class VendorFailedException extends Exception {
        VendorFailedException(FailureClass failure) {
            super(failure.code(), null, false, false);
        }
    }
}
