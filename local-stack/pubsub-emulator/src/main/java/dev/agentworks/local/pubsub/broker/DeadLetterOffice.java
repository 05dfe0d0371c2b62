package dev.agentworks.local.pubsub.broker;

import com.google.pubsub.v1.PubsubMessage;
import java.util.concurrent.CompletableFuture;

/** Publishes what could not be delivered, on a thread of its own. */
interface DeadLetterOffice {
    CompletableFuture<String> bury(String topic, PubsubMessage letter);
}
