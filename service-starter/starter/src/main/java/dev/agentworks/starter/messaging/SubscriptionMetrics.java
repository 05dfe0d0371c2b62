package dev.agentworks.starter.messaging;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How far a subscription lags behind, as this instance sees it: how old messages are when they
 * come, how many are being handled, and how old the oldest is that came and is not settled.
 */
final class SubscriptionMetrics {
    /** A message that was refused here and has not come again since may be settled elsewhere. */
    private static final Duration FORGOTTEN_AFTER = Duration.ofMinutes(3);

    private static final int MOST = 10_000;
    private final MeterRegistry meters;
    private final Timer age;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final Map<String, Unsettled> unsettled = new ConcurrentHashMap<>();

    SubscriptionMetrics(String subscription, MeterRegistry meters) {
        this.meters = meters;
        this.age =
                Timer.builder("agentworks.messages.age")
                        .description("how long ago a message was published when it came")
                        .tag("subscription", subscription)
                        .register(meters);
        Gauge.builder("agentworks.messages.inflight", inFlight, AtomicInteger::get)
                .description("messages that are being handled")
                .tag("subscription", subscription)
                .register(meters);
        Gauge.builder("agentworks.messages.unsettled", this, it -> it.current().size())
                .description("messages that came and are not settled")
                .tag("subscription", subscription)
                .register(meters);
        Gauge.builder("agentworks.messages.oldest", this, SubscriptionMetrics::oldest)
                .description("how long ago the oldest of them was published")
                .baseUnit("seconds")
                .tag("subscription", subscription)
                .register(meters);
    }

    void came(IncomingMessage message) {
        inFlight.incrementAndGet();
        var now = now();
        // a push need not tell when its message was published
        if (message.publishedAt().equals(Instant.EPOCH)) {
            return;
        }
        age.record(notNegative(Duration.between(message.publishedAt(), now)));
        if (unsettled.size() < MOST) {
            unsettled.put(message.messageId(), new Unsettled(message.publishedAt(), now));
        }
    }

    void left(IncomingMessage message, boolean settled) {
        inFlight.decrementAndGet();
        if (settled) {
            unsettled.remove(message.messageId());
        }
    }

    private double oldest() {
        return current().values().stream()
                .map(Unsettled::publishedAt)
                .min(Instant::compareTo)
                .map(first -> notNegative(Duration.between(first, now())).toMillis() / 1000.0)
                .orElse(0.0);
    }

    private Map<String, Unsettled> current() {
        var limit = now().minus(FORGOTTEN_AFTER);
        unsettled.values().removeIf(message -> message.seenAt().isBefore(limit));
        return unsettled;
    }

    private Instant now() {
        return Instant.ofEpochMilli(meters.config().clock().wallTime());
    }

    private static Duration notNegative(Duration duration) {
        return duration.isNegative() ? Duration.ZERO : duration;
    }

    private record Unsettled(Instant publishedAt, Instant seenAt) {}
}
