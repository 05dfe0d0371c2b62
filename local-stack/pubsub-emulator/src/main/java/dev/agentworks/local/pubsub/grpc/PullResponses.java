package dev.agentworks.local.pubsub.grpc;

import com.google.pubsub.v1.ReceivedMessage;
import dev.agentworks.local.pubsub.broker.Delivery;
import dev.agentworks.local.pubsub.broker.Refusal;
import dev.agentworks.local.pubsub.broker.SubscriptionQueue;

/** Checks and responses that pull and streaming pull share. */
final class PullResponses {

    private PullResponses() {}

    static void requirePullable(SubscriptionQueue queue) {
        if (queue.settings().getDetached()) {
            throw Refusal.failedPrecondition("The subscription is detached from its topic.");
        }
        if (!queue.settings().getPushConfig().getPushEndpoint().isEmpty()) {
            throw Refusal.failedPrecondition(
                    "This method is not supported for this subscription type.");
        }
    }

    static ReceivedMessage received(Delivery delivery) {
        return ReceivedMessage.newBuilder()
                .setAckId(delivery.ackId())
                .setMessage(delivery.message())
                .setDeliveryAttempt(delivery.attempt())
                .build();
    }
}
