package dev.agentworks.starter.messaging;

import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import com.google.cloud.pubsub.v1.Publisher;
import com.google.cloud.spring.pubsub.support.PublisherFactory;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import dev.agentworks.starter.outbox.OutgoingMessage;
import java.util.concurrent.CompletableFuture;

/**
 * Publishes in order for each key. {@code PubSubTemplate} cannot resume a key after a failure, and
 * logs each failed message of a batch with its stack trace.
 */
final class PubSubPublisher implements MessagePublisher, OrderedPublisher {
    private final PublisherFactory publishers;
    private final PubSubTopology topology;
    private final MessageTraces traces;

    PubSubPublisher(PublisherFactory publishers, PubSubTopology topology, MessageTraces traces) {
        this.publishers = publishers;
        this.topology = topology;
        this.traces = traces;
    }

    @Override
    public CompletableFuture<String> publish(OutgoingMessage message) {
        return publishInOrder(message)
                .whenComplete((_, failure) -> {
                    if (failure != null && message.orderingKey() != null) {
                        resume(message.topic(), message.orderingKey());
                    }
                });
    }

    @Override
    public CompletableFuture<String> publishInOrder(OutgoingMessage message) {
        var result = new CompletableFuture<String>();
        try {
            var published = publisher(message.topic()).publish(pubsub(traces.traced(message)));
            ApiFutures.addCallback(published, new Completion(result), Runnable::run);
        } catch (RuntimeException e) {
            result.completeExceptionally(e);
        }
        return result;
    }

    @Override
    public void resume(String topic, String orderingKey) {
        publisher(topic).resumePublish(orderingKey);
    }

    private Publisher publisher(String topic) {
        topology.topic(topic);
        return publishers.createPublisher(topic);
    }

    private static PubsubMessage pubsub(OutgoingMessage message) {
        var pubsub =
                PubsubMessage.newBuilder()
                        .setData(ByteString.copyFromUtf8(message.payload()))
                        .putAllAttributes(message.attributes());
        if (message.orderingKey() != null) {
            pubsub.setOrderingKey(message.orderingKey());
        }
        return pubsub.build();
    }

    private record Completion(CompletableFuture<String> result)
            implements ApiFutureCallback<String> {
        @Override
        public void onSuccess(String messageId) {
            result.complete(messageId);
        }

        @Override
        public void onFailure(Throwable failure) {
            result.completeExceptionally(failure);
        }
    }
}
