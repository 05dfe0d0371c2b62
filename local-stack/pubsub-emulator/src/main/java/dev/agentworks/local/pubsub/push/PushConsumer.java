package dev.agentworks.local.pubsub.push;

import com.google.pubsub.v1.PushConfig;
import dev.agentworks.local.pubsub.broker.Consumer;
import dev.agentworks.local.pubsub.broker.Delivery;
import dev.agentworks.local.pubsub.broker.SubscriptionQueue;
import io.grpc.StatusRuntimeException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Posts each message to the endpoint of its subscription; a success code acknowledges it, anything
 * else hands it back.
 */
final class PushConsumer implements Consumer {

    private static final Set<Integer> SUCCESS = Set.of(102, 200, 201, 202, 204);

    private final SubscriptionQueue queue;
    private final PushConfig config;
    private final HttpClient client;
    private final PushTokens tokens;
    private final ScheduledExecutorService timer;
    private final PushWindow window = new PushWindow();
    private volatile boolean ended;

    PushConsumer(
            SubscriptionQueue queue,
            PushConfig config,
            HttpClient client,
            PushTokens tokens,
            ScheduledExecutorService timer) {
        this.queue = queue;
        this.config = config;
        this.client = client;
        this.tokens = tokens;
        this.timer = timer;
    }

    @Override
    public String identity() {
        return "push";
    }

    @Override
    public int room() {
        return ended ? 0 : window.room();
    }

    @Override
    public long roomInBytes() {
        return Long.MAX_VALUE;
    }

    @Override
    public boolean takesKeysOneByOne() {
        return true;
    }

    @Override
    public Duration ackDeadline() {
        // a little more than the timeout of the request, so that a late answer still counts
        return requestTimeout().plusSeconds(1);
    }

    @Override
    public void deliver(List<Delivery> deliveries) {
        window.opened(deliveries.size());
        for (var delivery : deliveries) {
            client.sendAsync(request(delivery), HttpResponse.BodyHandlers.discarding())
                    .whenComplete((response, failure) ->
                            answered(
                                    delivery,
                                    failure == null && SUCCESS.contains(response.statusCode())));
        }
    }

    @Override
    public void ended(StatusRuntimeException reason) {
        ended = true;
    }

    private void answered(Delivery delivery, boolean successful) {
        var ackIds = List.of(delivery.ackId());
        if (successful) {
            window.succeeded();
            queue.acknowledge(ackIds);
        } else {
            var pause = window.failed();
            queue.modifyAckDeadline(ackIds, 0);
            if (!timer.isShutdown()) {
                timer.schedule(queue::wake, pause.toNanos() + 1, TimeUnit.NANOSECONDS);
            }
        }
    }

    private HttpRequest request(Delivery delivery) {
        var request =
                HttpRequest.newBuilder(URI.create(config.getPushEndpoint()))
                        .timeout(requestTimeout())
                        .header("Content-Type", "application/json")
                        .header("User-Agent", "CloudPubSub-Google")
                        .POST(
                                HttpRequest.BodyPublishers.ofString(
                                        PushBody.of(delivery, queue.name())));
        if (config.hasOidcToken()) {
            var identity = config.getOidcToken();
            var audience =
                    identity.getAudience().isEmpty()
                            ? config.getPushEndpoint()
                            : identity.getAudience();
            request.header(
                    "Authorization",
                    "Bearer " + tokens.token(identity.getServiceAccountEmail(), audience));
        }
        return request.build();
    }

    private Duration requestTimeout() {
        return Duration.ofSeconds(queue.settings().getAckDeadlineSeconds());
    }
}
