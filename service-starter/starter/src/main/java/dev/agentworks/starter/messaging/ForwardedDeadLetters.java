package dev.agentworks.starter.messaging;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What Pub/Sub itself gave up, because no attempt was ever answered (the handler hung, or its
 * process died each time), is forwarded to {@code <subscription>.dead}. From there it is brought
 * into the service's own table, where operators find it.
 */
final class ForwardedDeadLetters {
    private static final String SOURCE = "CloudPubSubDeadLetterSource";
    private static final Duration ACKNOWLEDGE_WITHIN = Duration.ofSeconds(30);
    private final TableDeadLetters deadLetters;

    ForwardedDeadLetters(TableDeadLetters deadLetters) {
        this.deadLetters = deadLetters;
    }

    /** A reader of the dead-letter topic of each of these subscriptions. */
    List<InboundSubscription> readersFor(List<InboundSubscription> subscriptions) {
        return subscriptions.stream().map(this::readerFor).toList();
    }

    private InboundSubscription readerFor(InboundSubscription source) {
        var dead = PubSubTopology.deadLettersOf(source.name());
        return new InboundSubscription(
                dead,
                dead,
                false,
                null,
                ACKNOWLEDGE_WITHIN,
                1,
                forwarded -> keep(source, forwarded));
    }

    private Handling keep(InboundSubscription source, IncomingMessage forwarded) {
        var attempts = forwarded.attributes().getOrDefault(SOURCE + "DeliveryCount", "");
        deadLetters.keepForwarded(
                new IncomingMessage(
                        source.name(),
                        forwarded.messageId(),
                        withoutSource(forwarded.attributes()),
                        forwarded.body(),
                        forwarded.orderingKey(),
                        publishedAt(forwarded),
                        attempts.matches("\\d{1,9}") ? Integer.parseInt(attempts) : 1),
                "Pub/Sub gave it up: no delivery was acknowledged"
                        + (attempts.isEmpty() ? "" : " (" + attempts + " attempts)"));
        return Handling.done();
    }

    private static Map<String, String> withoutSource(Map<String, String> attributes) {
        var original = new HashMap<>(attributes);
        original.keySet().removeIf(name -> name.startsWith(SOURCE));
        return original;
    }

    private static Instant publishedAt(IncomingMessage forwarded) {
        var time = forwarded.attributes().get(SOURCE + "TopicPublishTime");
        if (time == null) {
            return forwarded.publishedAt();
        }
        try {
            return OffsetDateTime.parse(time).toInstant();
        } catch (DateTimeParseException e) {
            return forwarded.publishedAt(); // it is only shown
        }
    }
}
