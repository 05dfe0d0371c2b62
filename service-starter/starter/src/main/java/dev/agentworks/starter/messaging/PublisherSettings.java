package dev.agentworks.starter.messaging;

import com.google.api.gax.batching.BatchingSettings;
import com.google.api.gax.retrying.RetrySettings;
import com.google.cloud.pubsub.v1.Publisher;
import com.google.cloud.spring.pubsub.core.publisher.PublisherCustomizer;
import java.time.Duration;

/**
 * Batches of a few milliseconds, in order for each key. Spring Cloud GCP's own settings count in
 * whole seconds.
 */
record PublisherSettings(PubSubSettings settings) implements PublisherCustomizer {
    private static final long BATCH_MESSAGES = 100;
    private static final long BATCH_BYTES = 64L * 1024;

    @Override
    public void apply(Publisher.Builder publisher, String topic) {
        publisher
                .setEnableMessageOrdering(true)
                .setRetrySettings(retries())
                .setBatchingSettings(
                        BatchingSettings.newBuilder()
                                .setDelayThresholdDuration(settings.batchDelay())
                                .setElementCountThreshold(BATCH_MESSAGES)
                                .setRequestByteThreshold(BATCH_BYTES)
                                .build());
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
}
