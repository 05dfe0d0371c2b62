package dev.agentworks.starter.messaging;

import com.google.api.gax.batching.FlowControlSettings;
import com.google.api.gax.core.CredentialsProvider;
import com.google.api.gax.core.FixedExecutorProvider;
import com.google.api.gax.core.NoCredentialsProvider;
import com.google.cloud.spring.autoconfigure.pubsub.GcpPubSubProperties;
import com.google.cloud.spring.core.GcpProjectIdProvider;
import com.google.cloud.spring.pubsub.support.DefaultSubscriberFactory;
import com.google.cloud.spring.pubsub.support.SubscriberFactory;
import java.util.concurrent.ScheduledExecutorService;
import org.threeten.bp.Duration;

/**
 * A factory for each subscription. Spring Cloud GCP's one factory takes threads and flow control of
 * a subscription from properties; ours are declared as beans and run on virtual threads.
 */
record SubscriberFactories(
        GcpProjectIdProvider project,
        GcpPubSubProperties properties,
        CredentialsProvider credentials,
        PubSubChannel channel) {
    private static final long OUTSTANDING_BYTES = 32L * 1024 * 1024;

    SubscriberFactory factory(
            InboundSubscription subscription,
            ScheduledExecutorService handlers,
            ScheduledExecutorService system) {
        var factory = new DefaultSubscriberFactory(project, properties);
        factory.setChannelProvider(channel.provider());
        factory.setCredentialsProvider(
                channel.leadsToEmulator() ? NoCredentialsProvider.create() : credentials);
        factory.setParallelPullCount(1);
        // as many threads as messages at once: the client runs one message a thread
        factory.setExecutorProvider(FixedExecutorProvider.create(handlers));
        factory.setSystemExecutorProvider(FixedExecutorProvider.create(system));
        factory.setMaxAckExtensionPeriod(Duration.ofMinutes(30));
        factory.setFlowControlSettings(
                FlowControlSettings.newBuilder()
                        .setMaxOutstandingElementCount((long) subscription.maxConcurrency() * 2)
                        .setMaxOutstandingRequestBytes(OUTSTANDING_BYTES)
                        .build());
        if (channel.leadsToEmulator()) {
            // Google's gives a dead reader's stream its share of the messages until this runs out
            factory.setMaxDurationPerAckExtension(Duration.ofSeconds(10));
        }
        return factory;
    }
}
