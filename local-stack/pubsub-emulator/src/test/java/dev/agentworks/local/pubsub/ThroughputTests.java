package dev.agentworks.local.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many messages at once, with Google's batching publisher: none lost, none left behind. */
class ThroughputTests {

    private static final int MESSAGES = 20_000;

    @TempDir Path folder;

    @Test
    void carriesTwentyThousandDurableMessages() throws Exception {
        try (var emulator = PubSubEmulator.start(PubSubEmulatorSettings.durable(folder));
                var clients = new PubSubClients("127.0.0.1:" + emulator.port())) {
            var topic = clients.newTopic();
            var subscription =
                    clients.create(clients.subscriptionOf(topic).setEnableMessageOrdering(true));
            var received = ConcurrentHashMap.<String>newKeySet();
            var subscriber =
                    clients.subscriber(
                            subscription,
                            (message, reply) -> {
                                received.add(message.getMessageId());
                                reply.ack();
                            });
            var publisher = clients.publisher(topic);
            var start = System.nanoTime();

            for (var i = 0; i < MESSAGES; i++) {
                publisher.publish(PubSubClients.message("line " + i, "run-" + i % 50, Map.of()));
            }

            await().atMost(Duration.ofSeconds(60)).until(() -> received.size() == MESSAGES);
            var seconds = (System.nanoTime() - start) / 1e9;
            System.out.printf("%.0f durable ordered messages a second%n", MESSAGES / seconds);
            publisher.shutdown();
            publisher.awaitTermination(20, TimeUnit.SECONDS);
            subscriber.stopAsync().awaitTerminated(20, TimeUnit.SECONDS);
            assertThat(clients.pullNow(subscription, 10)).isEmpty();
        }
    }
}
