package dev.agentworks.starter.redis;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.function.ToDoubleFunction;

/** Whether there is a connection to Redis, and what became of the calls. */
record RedisMetrics(RedisConnection redis) implements MeterBinder {
    @Override
    public void bindTo(MeterRegistry meters) {
        Gauge.builder("agentworks.redis.connected", redis, it -> it.isConnected() ? 1 : 0)
                .description("1 while there is a connection to Redis")
                .register(meters);
        Gauge.builder("agentworks.redis.answering", redis, it -> it.isAnswering() ? 1 : 0)
                .description("1 while Redis answers within its time limit")
                .register(meters);
        count(meters, "answered", it -> it.counts().answered());
        count(meters, "failed", it -> it.counts().failed());
        count(meters, "late", it -> it.counts().late());
        count(meters, "unsent", it -> it.counts().unsent());
    }

    private void count(
            MeterRegistry meters, String outcome, ToDoubleFunction<RedisConnection> count) {
        FunctionCounter.builder("agentworks.redis.calls", redis, count)
                .description("calls of Redis by their outcome")
                .tag("outcome", outcome)
                .register(meters);
    }
}
