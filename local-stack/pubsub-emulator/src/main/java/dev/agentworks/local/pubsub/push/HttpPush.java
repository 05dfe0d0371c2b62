package dev.agentworks.local.pubsub.push;

import com.google.pubsub.v1.Subscription;
import dev.agentworks.local.pubsub.broker.Consumer;
import dev.agentworks.local.pubsub.broker.PushConsumerFactory;
import dev.agentworks.local.pubsub.broker.SubscriptionQueue;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;

/** Opens push consumers that share one HTTP client. */
public final class HttpPush implements PushConsumerFactory, AutoCloseable {

    private final PushTokens tokens;
    private final ScheduledExecutorService timer;
    private final HttpClient client =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .executor(Executors.newVirtualThreadPerTaskExecutor())
                    .build();

    public HttpPush(PushTokens tokens, ScheduledExecutorService timer) {
        this.tokens = tokens;
        this.timer = timer;
    }

    @Override
    public Consumer open(SubscriptionQueue queue, Subscription settings) {
        return new PushConsumer(queue, settings.getPushConfig(), client, tokens, timer);
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
