package dev.agentworks.starter.messaging;

import dev.agentworks.starter.outbox.OutgoingMessage;
import java.util.concurrent.CompletableFuture;

/** Publishes at once, outside any transaction. Messages of one topic and key stay in order. */
public interface MessagePublisher {
    /** Completes with the id Pub/Sub gave; fails when it could not be handed over. */
    CompletableFuture<String> publish(OutgoingMessage message);
}
