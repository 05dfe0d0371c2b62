package dev.agentworks.starter.test;

import dev.agentworks.starter.outbox.OutgoingMessage;
import java.util.List;

/** Publishes as another service would, and as badly as Pub/Sub may deliver. */
public interface TestPublisher {
    /** Publishes and waits until Pub/Sub has it. */
    void publish(OutgoingMessage message);

    /** Publishes every message twice. */
    void publishTwice(List<OutgoingMessage> messages);

    /** Publishes the last message first, without ordering keys. */
    void publishReversed(List<OutgoingMessage> messages);
}
