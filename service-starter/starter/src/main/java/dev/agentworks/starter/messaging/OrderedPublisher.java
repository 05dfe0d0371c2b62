package dev.agentworks.starter.messaging;

import dev.agentworks.starter.outbox.OutgoingMessage;
import java.util.concurrent.CompletableFuture;

/** Publishes so that after a failure nothing of the same topic and key overtakes what failed. */
public interface OrderedPublisher {
    /**
     * Once one message failed, all later ones of its topic and key fail too, until {@link #resume}.
     */
    CompletableFuture<String> publishInOrder(OutgoingMessage message);

    /** Lets the topic and key go on; the caller starts again with what failed first. */
    void resume(String topic, String orderingKey);
}
