package dev.agentworks.router.execution;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.tracing.Span;
import io.micrometer.tracing.Tracer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/**
 * Shows each asking of a model as a timer, and as a span of the request's trace when that is
 * sampled: spans that would be dropped are not made.
 */
@Component
class CallTraces {
    private final Tracer tracer;
    private final MeterRegistry meters;
    private final Map<Name, Timer> timers = new ConcurrentHashMap<>();

    CallTraces(ObjectProvider<Tracer> tracer, MeterRegistry meters) {
        this.tracer = tracer.getIfUnique(() -> Tracer.NOOP);
        this.meters = meters;
    }

    /** The task in the trace of this moment, on whatever thread it runs. */
    Runnable carried(Runnable task) {
        var span = tracer.currentSpan();
        if (span == null) {
            return task;
        }
        return () -> {
            try (var _ = tracer.withSpan(span)) {
                task.run();
            }
        };
    }

    /** Shows the work as one asking of a provider's model. */
    <T> T observe(String provider, String model, Supplier<T> work) {
        long began = System.nanoTime();
        var error = "none";
        try {
            return isSampled() ? traced(provider, model, work) : work.get();
        } catch (RuntimeException e) {
            error = e.getClass().getSimpleName();
            throw e;
        } finally {
            timers.computeIfAbsent(new Name(provider, model, error), this::timer)
                    .record(Duration.ofNanos(System.nanoTime() - began));
        }
    }

    private boolean isSampled() {
        var span = tracer.currentSpan();
        return span != null && Boolean.TRUE.equals(span.context().sampled());
    }

    private <T> T traced(String provider, String model, Supplier<T> work) {
        var span =
                tracer.spanBuilder()
                        .name("chat " + model)
                        .kind(Span.Kind.CLIENT)
                        .tag("gen_ai.operation.name", "chat")
                        .tag("gen_ai.provider.name", provider)
                        .tag("gen_ai.request.model", model)
                        .start();
        try (var _ = tracer.withSpan(span)) {
            return work.get();
        } catch (RuntimeException e) {
            span.error(e);
            throw e;
        } finally {
            span.end();
        }
    }

    private Timer timer(Name name) {
        return Timer.builder("gen_ai.client.operation")
                .tag("gen_ai.operation.name", "chat")
                .tag("gen_ai.provider.name", name.provider())
                .tag("gen_ai.request.model", name.model())
                .tag("error", name.error())
                .register(meters);
    }

    private record Name(String provider, String model, String error) {}
}
