package dev.agentworks.local.pubsub.broker;

import com.google.pubsub.v1.PubsubMessage;
import java.util.concurrent.CompletableFuture;

/** Publishes undeliverable messages to their dead-letter topic, on another thread. */
interface DeadLetterPublisher {
    CompletableFuture<String> publish(String topic, PubsubMessage message);
}
