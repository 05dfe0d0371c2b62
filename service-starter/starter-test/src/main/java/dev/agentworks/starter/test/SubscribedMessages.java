package dev.agentworks.starter.test;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.cloud.pubsub.v1.AckReplyConsumer;
import com.google.cloud.pubsub.v1.MessageReceiver;
import com.google.cloud.pubsub.v1.Subscriber;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.SubscriptionAdminSettings;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.Subscription;
import com.google.pubsub.v1.SubscriptionName;
import com.google.pubsub.v1.TopicName;
import dev.agentworks.starter.messaging.TopicReady;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.context.event.EventListener;

/** Subscribes to each topic before the service's first message can go to it. */
final class SubscribedMessages implements RecordedMessages, DisposableBean {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private final String project;
    private final ManagedChannel channel;
    private final TransportChannelProvider transport;
    private final Map<String, List<ReceivedMessage>> received = new ConcurrentHashMap<>();
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();

    SubscribedMessages(String project, String address) {
        this.project = project;
        this.channel = ManagedChannelBuilder.forTarget(address).usePlaintext().build();
        this.transport = FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel));
    }

    @EventListener
    void subscribe(TopicReady ready) {
        var name = SubscriptionName.of(project, "recorded." + ready.topic());
        create(name, ready.topic());
        MessageReceiver receiver = (message, reply) -> record(ready.topic(), message, reply);
        var subscriber =
                Subscriber.newBuilder(name.toString(), receiver)
                        .setChannelProvider(transport)
                        .setCredentialsProvider(NoCredentialsProvider.create())
                        .build();
        subscriber.startAsync();
        subscribers.add(subscriber);
    }

    @Override
    public List<ReceivedMessage> on(String topic) {
        return List.copyOf(received.getOrDefault(topic, List.of()));
    }

    @Override
    public List<ReceivedMessage> awaitOn(String topic, int count) {
        return Awaitility.await(count + " messages on " + topic)
                .atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> on(topic), messages -> messages.size() >= count);
    }

    @Override
    public void clear() {
        received.clear();
    }

    @Override
    public void destroy() {
        subscribers.forEach(Subscriber::stopAsync);
        channel.shutdownNow();
    }

    private void create(SubscriptionName name, String topic) {
        try (var admin =
                SubscriptionAdminClient.create(
                        SubscriptionAdminSettings.newBuilder()
                                .setTransportChannelProvider(transport)
                                .setCredentialsProvider(NoCredentialsProvider.create())
                                .build())) {
            admin.createSubscription(
                    Subscription.newBuilder()
                            .setName(name.toString())
                            .setTopic(TopicName.format(project, topic))
                            .setEnableMessageOrdering(true)
                            .setAckDeadlineSeconds(60)
                            .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void record(String topic, PubsubMessage message, AckReplyConsumer reply) {
        received.computeIfAbsent(topic, _ -> new CopyOnWriteArrayList<>())
                .add(
                        new ReceivedMessage(
                                topic,
                                message.getMessageId(),
                                message.getOrderingKey().isEmpty()
                                        ? null
                                        : message.getOrderingKey(),
                                message.getAttributesMap(),
                                message.getData().toStringUtf8()));
        reply.ack();
    }
}
