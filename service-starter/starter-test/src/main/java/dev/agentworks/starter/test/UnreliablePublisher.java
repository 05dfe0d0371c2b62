package dev.agentworks.starter.test;

import dev.agentworks.starter.messaging.MessagePublisher;
import dev.agentworks.starter.outbox.OutgoingMessage;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Publishes through the service's own connection. */
record UnreliablePublisher(MessagePublisher publisher) implements TestPublisher {
    @Override
    public void publish(OutgoingMessage message) {
        publisher.publish(message).orTimeout(10, TimeUnit.SECONDS).join();
    }

    @Override
    public void publishTwice(List<OutgoingMessage> messages) {
        messages.forEach(message -> {
            publish(message);
            publish(message);
        });
    }

    @Override
    public void publishReversed(List<OutgoingMessage> messages) {
        messages.reversed().stream().map(UnreliablePublisher::withoutKey).forEach(this::publish);
    }

    private static OutgoingMessage withoutKey(OutgoingMessage message) {
        return new OutgoingMessage(
                message.eventId(), message.topic(), null, message.attributes(), message.payload());
    }
}
