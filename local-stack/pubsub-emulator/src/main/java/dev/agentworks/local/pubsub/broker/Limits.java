package dev.agentworks.local.pubsub.broker;

import com.google.protobuf.Duration;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.Subscription;
import dev.agentworks.local.pubsub.filter.MessageFilter;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Refuses what the real service would refuse. */
final class Limits {

    static final int MESSAGE_BYTES = 10_000_000;

    private Limits() {}

    static void check(List<PubsubMessage> messages) {
        if (messages.isEmpty()) {
            throw Refusal.invalid("The publish request must have at least one message.");
        }
        if (messages.size() > 1000) {
            throw Refusal.invalid(
                    "The value for message_count is too large. You passed %d in the request, but the maximum value is 1000."
                            .formatted(messages.size()));
        }
        if (messages.stream().map(PubsubMessage::getOrderingKey).distinct().count() > 1) {
            throw Refusal.failedPrecondition(
                    "The messages of one publish request must have the same ordering key, or all none.");
        }
        var bytes = 0L;
        for (var message : messages) {
            check(message);
            bytes += message.getSerializedSize();
        }
        if (bytes > MESSAGE_BYTES) {
            throw Refusal.invalid(
                    "The value for request_size is too large. You passed %d in the request, but the maximum value is %d."
                            .formatted(bytes, MESSAGE_BYTES));
        }
    }

    private static void check(PubsubMessage message) {
        if (message.getData().isEmpty() && message.getAttributesCount() == 0) {
            throw Refusal.invalid("Some messages have neither data nor attributes.");
        }
        if (message.getAttributesCount() > 100) {
            throw Refusal.invalid("A message has more than 100 attributes.");
        }
        if (bytes(message.getOrderingKey()) > 1024) {
            throw Refusal.invalid("An ordering key is longer than 1024 bytes.");
        }
        message.getAttributesMap()
                .forEach((key, value) -> {
                    if (key.isEmpty() || bytes(key) > 256 || key.startsWith("goog")) {
                        throw Refusal.invalid(
                                "The attribute key '%s' is not allowed.".formatted(key));
                    }
                    if (bytes(value) > 1024) {
                        throw Refusal.invalid(
                                "The value of attribute '%s' is longer than 1024 bytes."
                                        .formatted(key));
                    }
                });
    }

    /** Fills in the defaults of a subscription, and refuses invalid settings. */
    static Subscription check(Subscription subscription) {
        var checked = subscription.toBuilder();
        if (subscription.getAckDeadlineSeconds() == 0) {
            checked.setAckDeadlineSeconds(10);
        }
        requireBetween("ack_deadline_seconds", checked.getAckDeadlineSeconds(), 10, 600);
        if (!subscription.hasMessageRetentionDuration()) {
            checked.setMessageRetentionDuration(Duration.newBuilder().setSeconds(604_800));
        }
        requireBetween(
                "message_retention_duration",
                checked.getMessageRetentionDuration().getSeconds(),
                600,
                2_678_400);
        if (subscription.hasDeadLetterPolicy()) {
            var policy = checked.getDeadLetterPolicyBuilder();
            if (policy.getMaxDeliveryAttempts() == 0) {
                policy.setMaxDeliveryAttempts(5);
            }
            requireBetween("max_delivery_attempts", policy.getMaxDeliveryAttempts(), 5, 100);
        }
        if (subscription.hasRetryPolicy()) {
            requireBetween(
                    "minimum_backoff",
                    subscription.getRetryPolicy().getMinimumBackoff().getSeconds(),
                    0,
                    600);
            requireBetween(
                    "maximum_backoff",
                    subscription.getRetryPolicy().getMaximumBackoff().getSeconds(),
                    0,
                    600);
        }
        if (bytes(subscription.getFilter()) > 256) {
            throw Refusal.invalid("The subscription filter is longer than 256 bytes.");
        }
        filter(subscription);
        var endpoint = subscription.getPushConfig().getPushEndpoint();
        if (!endpoint.isEmpty() && !isHttp(endpoint)) {
            throw Refusal.invalid("Invalid push endpoint given (endpoint=%s).".formatted(endpoint));
        }
        return checked.build();
    }

    static MessageFilter filter(Subscription subscription) {
        try {
            return MessageFilter.parse(subscription.getFilter());
        } catch (MessageFilter.InvalidFilter e) {
            throw Refusal.invalid("Invalid subscription filter: " + e.getMessage());
        }
    }

    private static boolean isHttp(String endpoint) {
        try {
            var uri = new URI(endpoint);
            return ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
                    && uri.getHost() != null;
        } catch (URISyntaxException notEvenAUri) {
            return false;
        }
    }

    static void requireAckDeadline(int seconds) {
        requireBetween("ack_deadline_seconds", seconds, 0, 600);
    }

    private static void requireBetween(String what, long value, long least, long most) {
        if (value < least || value > most) {
            throw Refusal.invalid(
                    "Invalid %s given: %d must lie between %d and %d."
                            .formatted(what, value, least, most));
        }
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
