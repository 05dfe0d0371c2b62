package dev.agentworks.local.pubsub.broker;

import com.google.pubsub.v1.Subscription;

/** Creates the consumer that delivers a subscription's messages to its push endpoint. */
public interface PushConsumerFactory {
    Consumer open(SubscriptionQueue queue, Subscription settings);
}
