package dev.agentworks.local.pubsub;

import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.cloud.pubsub.v1.MessageReceiver;
import com.google.cloud.pubsub.v1.Publisher;
import com.google.cloud.pubsub.v1.Subscriber;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.SubscriptionAdminSettings;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminSettings;
import com.google.protobuf.ByteString;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.Subscription;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Google's own clients, pointed at an emulator. */
final class PubSubClients implements AutoCloseable {

    private static final String PROJECT = "projects/test-project";

    final ManagedChannel channel;
    final TopicAdminClient topics;
    final SubscriptionAdminClient subscriptions;
    private final TransportChannelProvider transport;

    PubSubClients(String address) {
        channel =
                ManagedChannelBuilder.forTarget(address)
                        .usePlaintext()
                        .maxInboundMessageSize(20 << 20)
                        .build();
        transport = FixedTransportChannelProvider.create(GrpcTransportChannel.create(channel));
        try {
            topics =
                    TopicAdminClient.create(
                            TopicAdminSettings.newBuilder()
                                    .setTransportChannelProvider(transport)
                                    .setCredentialsProvider(NoCredentialsProvider.create())
                                    .build());
            subscriptions =
                    SubscriptionAdminClient.create(
                            SubscriptionAdminSettings.newBuilder()
                                    .setTransportChannelProvider(transport)
                                    .setCredentialsProvider(NoCredentialsProvider.create())
                                    .build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String newTopic() {
        return topics.createTopic(PROJECT + "/topics/t-" + UUID.randomUUID()).getName();
    }

    /** A subscription of the topic with a new name, not created yet. */
    Subscription.Builder subscriptionOf(String topic) {
        return Subscription.newBuilder()
                .setName(PROJECT + "/subscriptions/s-" + UUID.randomUUID())
                .setTopic(topic)
                .setAckDeadlineSeconds(10);
    }

    String create(Subscription.Builder subscription) {
        return subscriptions.createSubscription(subscription.build()).getName();
    }

    String publish(String topic, String data) {
        return publish(topic, data, "", Map.of());
    }

    String publish(String topic, String data, String orderingKey, Map<String, String> attributes) {
        return topics.publish(topic, List.of(message(data, orderingKey, attributes)))
                .getMessageIds(0);
    }

    /** All of them in one request. */
    void publish(String topic, PubsubMessage... messages) {
        topics.publish(topic, List.of(messages));
    }

    List<ReceivedMessage> pull(String subscription, int most) {
        return subscriptions.pull(subscription, most).getReceivedMessagesList();
    }

    @SuppressWarnings("deprecation")
    List<ReceivedMessage> pullNow(String subscription, int most) {
        return subscriptions.pull(subscription, true, most).getReceivedMessagesList();
    }

    List<String> dataOf(List<ReceivedMessage> messages) {
        return messages.stream()
                .map(message -> message.getMessage().getData().toStringUtf8())
                .toList();
    }

    void acknowledge(String subscription, List<ReceivedMessage> messages) {
        subscriptions.acknowledge(
                subscription, messages.stream().map(ReceivedMessage::getAckId).toList());
    }

    void nack(String subscription, List<ReceivedMessage> messages) {
        subscriptions.modifyAckDeadline(
                subscription, messages.stream().map(ReceivedMessage::getAckId).toList(), 0);
    }

    Publisher publisher(String topic) throws IOException {
        return Publisher.newBuilder(topic)
                .setChannelProvider(transport)
                .setCredentialsProvider(NoCredentialsProvider.create())
                .setEnableMessageOrdering(true)
                .build();
    }

    Subscriber subscriber(String subscription, MessageReceiver receiver) {
        var subscriber =
                Subscriber.newBuilder(subscription, receiver)
                        .setChannelProvider(transport)
                        .setCredentialsProvider(NoCredentialsProvider.create())
                        .build();
        subscriber.startAsync().awaitRunning();
        return subscriber;
    }

    static PubsubMessage message(String data, String orderingKey, Map<String, String> attributes) {
        return PubsubMessage.newBuilder()
                .setData(ByteString.copyFromUtf8(data))
                .setOrderingKey(orderingKey)
                .putAllAttributes(attributes)
                .build();
    }

    static <T> T get(com.google.api.core.ApiFuture<T> future)
            throws InterruptedException, ExecutionException {
        try {
            return future.get(20, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException e) {
            throw new AssertionError("no answer within 20 s", e);
        }
    }

    @Override
    public void close() {
        topics.close();
        subscriptions.close();
        channel.shutdownNow();
    }
}
