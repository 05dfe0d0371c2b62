package dev.agentworks.local.pubsub.broker;

import com.google.pubsub.v1.Subscription;

/** Makes the consumer that delivers a subscription's messages to its push endpoint. */
public interface PushDoor {
    Consumer open(SubscribedQueue queue, Subscription settings);
}
