package dev.agentworks.starter.messaging;

import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.cloud.pubsub.v1.Publisher;
import com.google.cloud.pubsub.v1.Subscriber;
import com.google.cloud.pubsub.v1.SubscriptionAdminClient;
import com.google.cloud.pubsub.v1.SubscriptionAdminSettings;
import com.google.cloud.pubsub.v1.TopicAdminClient;
import com.google.cloud.pubsub.v1.TopicAdminSettings;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/** Points Google's clients at Google, or all of them over one plaintext channel at an emulator. */
final class PubSubConnection implements DisposableBean {
    private final @Nullable ManagedChannel channel;
    private final @Nullable TransportChannelProvider transport;
    private final CredentialsProvider noCredentials = NoCredentialsProvider.create();

    PubSubConnection(PubSubSettings settings) {
        channel =
                settings.usesEmulator()
                        ? ManagedChannelBuilder.forTarget(settings.emulatorHost())
                                .usePlaintext()
                                .intercept(new EmulatorPings())
                                .maxInboundMessageSize(20 * 1024 * 1024)
                                .build()
                        : null;
        transport =
                channel == null
                        ? null
                        : FixedTransportChannelProvider.create(
                                GrpcTransportChannel.create(channel));
    }

    Publisher.Builder point(Publisher.Builder builder) {
        return transport == null
                ? builder
                : builder.setChannelProvider(transport).setCredentialsProvider(noCredentials);
    }

    Subscriber.Builder point(Subscriber.Builder builder) {
        return transport == null
                ? builder
                : builder.setChannelProvider(transport).setCredentialsProvider(noCredentials);
    }

    TopicAdminClient topics() throws IOException {
        var settings = TopicAdminSettings.newBuilder();
        if (transport != null) {
            settings.setTransportChannelProvider(transport).setCredentialsProvider(noCredentials);
        }
        return TopicAdminClient.create(settings.build());
    }

    SubscriptionAdminClient subscriptions() throws IOException {
        var settings = SubscriptionAdminSettings.newBuilder();
        if (transport != null) {
            settings.setTransportChannelProvider(transport).setCredentialsProvider(noCredentials);
        }
        return SubscriptionAdminClient.create(settings.build());
    }

    @Override
    public void destroy() {
        if (channel != null) {
            channel.shutdownNow();
        }
    }
}
