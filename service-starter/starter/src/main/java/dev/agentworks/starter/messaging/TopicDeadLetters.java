package dev.agentworks.starter.messaging;

import dev.agentworks.starter.outbox.OutgoingMessage;
import java.util.HashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Dead letters of a service without a database: they go to the subscription's dead-letter topic.
 */
final class TopicDeadLetters implements DeadLetters {
    private static final int LONGEST_ATTRIBUTE = 1000;
    private final MessagePublisher publisher;

    TopicDeadLetters(MessagePublisher publisher) {
        this.publisher = publisher;
    }

    @Override
    public void keep(IncomingMessage message, String reason) {
        var attributes = new HashMap<>(message.attributes());
        attributes.put(
                "deadLetterReason",
                reason.substring(0, Math.min(reason.length(), LONGEST_ATTRIBUTE / 4)));
        attributes.put("deadLetterMessageId", message.messageId());
        var letter =
                new OutgoingMessage(
                        message.messageId(),
                        PubSubTopology.deadLettersOf(message.subscription()),
                        message.orderingKey(),
                        attributes,
                        message.body());
        try {
            publisher.publish(letter).get(15, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a dead letter was kept", e);
        } catch (ExecutionException | TimeoutException e) {
            throw new IllegalStateException("a dead letter could not be kept", e);
        }
    }
}
