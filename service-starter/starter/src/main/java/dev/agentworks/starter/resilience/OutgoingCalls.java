package dev.agentworks.starter.resilience;

import io.github.resilience4j.bulkhead.BulkheadRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.micrometer.tagged.TaggedBulkheadMetrics;
import io.github.resilience4j.micrometer.tagged.TaggedCircuitBreakerMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What this service calls: each target has a circuit breaker, a bulkhead and a time limit. */
public final class OutgoingCalls implements MeterBinder {
    private final CircuitBreakerRegistry breakers = CircuitBreakerRegistry.ofDefaults();
    private final BulkheadRegistry bulkheads = BulkheadRegistry.ofDefaults();
    private final Map<String, OutgoingTarget> targets = new ConcurrentHashMap<>();
    private final OutgoingSettings settings;

    OutgoingCalls(OutgoingSettings settings) {
        this.settings = settings;
    }

    /** The target of this name, with the settings of the same name. */
    public OutgoingTarget target(String name) {
        return target(name, name);
    }

    /** A target that shares its settings with others of its kind, as one host of many does. */
    public OutgoingTarget target(String name, String kind) {
        return targets.computeIfAbsent(name, _ -> open(name, settings.of(kind)));
    }

    private OutgoingTarget open(String name, OutgoingLimits limits) {
        return new OutgoingTarget(
                breakers.circuitBreaker(name, limits.breaker()),
                bulkheads.bulkhead(name, limits.bulkhead()),
                limits);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        TaggedCircuitBreakerMetrics.ofCircuitBreakerRegistry(breakers).bindTo(registry);
        TaggedBulkheadMetrics.ofBulkheadRegistry(bulkheads).bindTo(registry);
    }
}
