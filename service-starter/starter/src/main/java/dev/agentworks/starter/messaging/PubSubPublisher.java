package dev.agentworks.starter.messaging;

import com.google.api.core.ApiFutureCallback;
import com.google.api.core.ApiFutures;
import com.google.api.gax.batching.BatchingSettings;
import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.pubsub.v1.Publisher;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.TopicName;
import dev.agentworks.starter.outbox.OutgoingMessage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.springframework.beans.factory.DisposableBean;

/** Publishes with Google's client: batches of a few milliseconds, in order for each key. */
final class PubSubPublisher implements MessagePublisher, OrderedPublisher, DisposableBean {
    private static final long BATCH_MESSAGES = 100;
    private static final long BATCH_BYTES = 64L * 1024;
    private final PubSubSettings settings;
    private final PubSubConnection connection;
    private final PubSubTopology topology;
    private final MessageTraces traces;
    private final Map<String, Publisher> publishers = new ConcurrentHashMap<>();

    PubSubPublisher(
            PubSubSettings settings,
            PubSubConnection connection,
            PubSubTopology topology,
            MessageTraces traces) {
        this.settings = settings;
        this.connection = connection;
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

    @Override
    public void destroy() throws InterruptedException {
        publishers.values().forEach(Publisher::shutdown);
        for (Publisher publisher : publishers.values()) {
            publisher.awaitTermination(2, TimeUnit.SECONDS);
        }
    }

    private Publisher publisher(String topic) {
        return publishers.computeIfAbsent(topic, this::open);
    }

    private Publisher open(String topic) {
        topology.topic(topic);
        var builder =
                Publisher.newBuilder(TopicName.of(settings.project(), topic))
                        .setEnableMessageOrdering(true)
                        .setRetrySettings(retries())
                        .setBatchingSettings(
                                BatchingSettings.newBuilder()
                                        .setDelayThresholdDuration(settings.batchDelay())
                                        .setElementCountThreshold(BATCH_MESSAGES)
                                        .setRequestByteThreshold(BATCH_BYTES)
                                        .build());
        try {
            return connection.point(builder).build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // the client's own default for ordered messages is to retry for ever
    private RetrySettings retries() {
        return RetrySettings.newBuilder()
                .setInitialRetryDelayDuration(Duration.ofMillis(100))
                .setRetryDelayMultiplier(2)
                .setMaxRetryDelayDuration(Duration.ofSeconds(2))
                .setInitialRpcTimeoutDuration(Duration.ofSeconds(5))
                .setRpcTimeoutMultiplier(1)
                .setMaxRpcTimeoutDuration(Duration.ofSeconds(5))
                .setTotalTimeoutDuration(settings.publishTimeout())
                .build();
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
