package dev.agentworks.starter.compute;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.binder.jvm.ExecutorServiceMetrics;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.springframework.beans.factory.DisposableBean;

/** The pools of a service, one for each kind of computation, so that no kind waits for another. */
public final class ComputePools implements DisposableBean {
    private final Map<String, ComputePool> pools = new ConcurrentHashMap<>();
    private final ComputeSettings settings;
    private final Supplier<CallerPresence> callers;
    private final MeterRegistry meters;

    ComputePools(ComputeSettings settings, Supplier<CallerPresence> callers, MeterRegistry meters) {
        this.settings = settings;
        this.callers = callers;
        this.meters = meters;
    }

    /** Pools outside an application context, such as a test's. */
    public static ComputePools ofDefaults() {
        return new ComputePools(
                new ComputeSettings(0, 32, Duration.ofSeconds(4)),
                CallerPresence.UNKNOWN,
                new SimpleMeterRegistry());
    }

    /** The pool of this kind of work. */
    public ComputePool pool(String kind) {
        return pools.computeIfAbsent(kind, this::open);
    }

    private ComputePool open(String kind) {
        var pool = new ComputePool(kind, settings, callers);
        new ExecutorServiceMetrics(pool.threads(), "compute", "agentworks", Tags.of("kind", kind))
                .bindTo(meters);
        return pool;
    }

    @Override
    public void destroy() {
        pools.values().forEach(ComputePool::close);
    }
}
