package dev.agentworks.starter.messaging;

import com.google.api.gax.grpc.GrpcTransportChannel;
import com.google.api.gax.rpc.FixedTransportChannelProvider;
import com.google.api.gax.rpc.TransportChannelProvider;
import com.google.cloud.pubsub.v1.stub.SubscriberStubSettings;
import com.google.cloud.spring.autoconfigure.pubsub.GcpPubSubProperties;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;

/**
 * Google's own channel, or one plaintext channel to an emulator. Spring Cloud GCP decides between
 * them by a condition, which would be fixed when the image is built; this is decided at run time.
 */
final class PubSubChannel implements DisposableBean {
    private static final int LARGEST_RESPONSE = 20 * 1024 * 1024;
    private static final int LARGEST_METADATA = 4 * 1024 * 1024;
    private final @Nullable ManagedChannel emulator;
    private final TransportChannelProvider provider;

    PubSubChannel(GcpPubSubProperties settings) {
        emulator = isEmulator(settings.getEmulatorHost()) ? open(settings) : null;
        provider =
                emulator == null
                        ? SubscriberStubSettings.defaultGrpcTransportProviderBuilder()
                                .setMaxInboundMessageSize(LARGEST_RESPONSE)
                                .setMaxInboundMetadataSize(LARGEST_METADATA)
                                .setKeepAliveTimeDuration(
                                        Duration.ofMinutes(settings.getKeepAliveIntervalMinutes()))
                                .build()
                        : FixedTransportChannelProvider.create(
                                GrpcTransportChannel.create(emulator));
    }

    boolean leadsToEmulator() {
        return emulator != null;
    }

    TransportChannelProvider provider() {
        return provider;
    }

    @Override
    public void destroy() {
        if (emulator != null) {
            emulator.shutdownNow();
        }
    }

    private static boolean isEmulator(@Nullable String address) {
        return address != null && !address.equals("false");
    }

    private static ManagedChannel open(GcpPubSubProperties settings) {
        return ManagedChannelBuilder.forTarget(settings.getEmulatorHost())
                .usePlaintext()
                .intercept(new EmulatorPings())
                .maxInboundMessageSize(LARGEST_RESPONSE)
                .build();
    }
}
