package dev.agentworks.starter.messaging;

import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens to a message of either delivery: its handler is called, and the result is settled.
 */
final class InboundMessages {
    private static final Logger log = LoggerFactory.getLogger(InboundMessages.class);
    private final Map<String, InboundSubscription> subscriptions;
    private final PubSubSettings settings;
    private final DeadLetters deadLetters;
    private final MessageTraces traces;
    private final MeterRegistry meters;
    private final Map<String, Places> places;

    InboundMessages(
            List<InboundSubscription> subscriptions,
            PubSubSettings settings,
            DeadLetters deadLetters,
            MessageTraces traces,
            MeterRegistry meters) {
        this.subscriptions =
                subscriptions.stream()
                        .collect(Collectors.toMap(InboundSubscription::name, Function.identity()));
        this.settings = settings;
        this.deadLetters = deadLetters;
        this.traces = traces;
        this.meters = meters;
        this.places =
                subscriptions.stream()
                        .collect(
                                Collectors.toMap(
                                        InboundSubscription::name,
                                        subscription -> Places.of(subscription, meters)));
    }

    Optional<InboundSubscription> subscription(String name) {
        return Optional.ofNullable(subscriptions.get(name));
    }

    /** Whether the message is settled; if not, it must be delivered again. */
    boolean receive(InboundSubscription subscription, IncomingMessage message) {
        var place = Objects.requireNonNull(places.get(subscription.name()));
        if (!place.acquire(subscription.ackDeadline())) {
            return false;
        }
        boolean settled = false;
        place.metrics().came(message);
        var observation = traces.received(message).start();
        try (var _ = observation.openScope()) {
            var handling = handle(subscription, message);
            settled = settle(message, handling);
            observation.lowCardinalityKeyValue("outcome", handling.getClass().getSimpleName());
            return settled;
        } finally {
            observation.stop();
            place.metrics().left(message, settled);
            place.free().release();
        }
    }

    Handling handle(InboundSubscription subscription, IncomingMessage message) {
        try {
            return subscription.handler().handle(message);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Handling.retryLater("interrupted");
        } catch (Exception e) {
            log.warn("{} failed on message {}", message.subscription(), message.messageId(), e);
            return Handling.retryLater(e.getClass().getSimpleName() + ": " + e.getMessage());
        }
    }

    private boolean settle(IncomingMessage message, Handling handling) {
        return switch (handling) {
            case Handling.Done _ -> true;
            case Handling.RetryLater(var reason)
                    when message.deliveryAttempt() < settings.attempts() -> {
                log.info(
                        "{} will try message {} again: {}",
                        message.subscription(),
                        message.messageId(),
                        reason);
                yield false;
            }
            case Handling.RetryLater(var reason) -> giveUp(message, reason);
            case Handling.Undeliverable(var reason) -> giveUp(message, reason);
        };
    }

    private boolean giveUp(IncomingMessage message, String reason) {
        try {
            deadLetters.keep(message, reason);
        } catch (RuntimeException e) {
            log.error(
                    "{} could not keep message {} as a dead letter ({})",
                    message.subscription(),
                    message.messageId(),
                    reason,
                    e);
            return false;
        }
        log.error("{} gave up message {}: {}", message.subscription(), message.messageId(), reason);
        meters.counter("agentworks.messages.dead", "subscription", message.subscription())
                .increment();
        return true;
    }

    /**
     * How many messages of a subscription are handled at once: pulled ones have no more threads,
     * pushed ones wait here.
     */
    private record Places(Semaphore free, SubscriptionMetrics metrics) {
        static Places of(InboundSubscription subscription, MeterRegistry meters) {
            return new Places(
                    new Semaphore(subscription.maxConcurrency(), true),
                    new SubscriptionMetrics(subscription.name(), meters));
        }

        // half of the deadline is left to the handler
        boolean acquire(Duration ackDeadline) {
            try {
                return free.tryAcquire(ackDeadline.toMillis() / 2, TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
    }
}
