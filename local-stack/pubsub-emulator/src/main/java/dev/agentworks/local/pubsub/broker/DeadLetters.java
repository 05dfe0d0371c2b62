package dev.agentworks.local.pubsub.broker;

import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.Subscription;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Decides when a message has failed too often, and builds its message to the dead-letter topic. */
record DeadLetters(String subscription, String topic, int mostAttempts) {

    private static final int DEFAULT_ATTEMPTS = 5;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSxxx");

    static DeadLetters of(Subscription subscription) {
        var policy = subscription.getDeadLetterPolicy();
        var attempts = policy.getMaxDeliveryAttempts();
        return new DeadLetters(
                subscription.getName(),
                policy.getDeadLetterTopic(),
                attempts == 0 ? DEFAULT_ATTEMPTS : attempts);
    }

    boolean isEnabled() {
        return !topic.isEmpty();
    }

    boolean takes(Entry entry) {
        return isEnabled() && entry.attempts >= mostAttempts;
    }

    PubsubMessage deadLetter(Entry entry) {
        var name = Names.parse(subscription);
        return entry.message.content().toBuilder()
                .clearMessageId()
                .clearPublishTime()
                .putAttributes(
                        "CloudPubSubDeadLetterSourceDeliveryCount",
                        Integer.toString(entry.attempts))
                .putAttributes("CloudPubSubDeadLetterSourceSubscription", name.id())
                .putAttributes("CloudPubSubDeadLetterSourceSubscriptionProject", name.project())
                .putAttributes(
                        "CloudPubSubDeadLetterSourceTopicPublishTime",
                        TIME.format(entry.message.publishedAt().atOffset(ZoneOffset.UTC)))
                .build();
    }
}
