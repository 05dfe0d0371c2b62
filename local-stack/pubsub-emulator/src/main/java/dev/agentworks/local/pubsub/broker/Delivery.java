package dev.agentworks.local.pubsub.broker;

import com.google.pubsub.v1.PubsubMessage;

/**
 * A message on its way to a consumer.
 *
 * @param attempt how often it has been delivered, or 0 when the subscription has no dead-letter
 *     policy
 */
public record Delivery(String ackId, PubsubMessage message, int attempt) {}
