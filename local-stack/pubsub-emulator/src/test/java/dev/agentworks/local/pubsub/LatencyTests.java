package dev.agentworks.local.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PublisherGrpc;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Guards against polling creeping in: the bounds are far above what an idle machine needs. */
class LatencyTests {

    private static final int ROUNDS = 600;
    private static final int WARM_UP = 200;

    @TempDir Path folder;

    @Test
    void deliversAtOnceFromMemory() throws Exception {
        measure("in memory", PubSubEmulatorSettings.inMemory());
    }

    @Test
    void deliversAtOnceFromTheJournal() throws Exception {
        measure("durable", PubSubEmulatorSettings.durable(folder));
    }

    private static void measure(String what, PubSubEmulatorSettings settings) throws Exception {
        try (var emulator = PubSubEmulator.start(settings);
                var clients = new PubSubClients("127.0.0.1:" + emulator.port())) {
            var topic = clients.newTopic();
            var subscription = clients.create(clients.subscriptionOf(topic));
            var arrivals = new ConcurrentHashMap<String, Long>();
            var arrived = new SynchronousQueue<String>();
            var subscriber =
                    clients.subscriber(
                            subscription,
                            (message, reply) -> {
                                arrivals.put(message.getMessageId(), System.nanoTime());
                                reply.ack();
                                arrived.offer(message.getMessageId());
                            });
            var publisher = PublisherGrpc.newBlockingStub(clients.channel);
            var request =
                    PublishRequest.newBuilder()
                            .setTopic(topic)
                            .addMessages(PubSubClients.message("tick", "", Map.of()))
                            .build();
            var publishing = new long[ROUNDS];
            var delivering = new long[ROUNDS];
            for (var round = 0; round < ROUNDS; round++) {
                var start = System.nanoTime();
                // Not the admin client: it gathers what is published for 10 ms before it calls.
                var id = publisher.publish(request).getMessageIds(0);
                publishing[round] = System.nanoTime() - start;
                while (!arrivals.containsKey(id)) {
                    arrived.poll(1, TimeUnit.MILLISECONDS);
                }
                delivering[round] = arrivals.get(id) - start;
            }
            subscriber.stopAsync().awaitTerminated(20, TimeUnit.SECONDS);

            System.out.printf(
                    "%s: publish p50 %s p99 %s, publish to delivery p50 %s p99 %s%n",
                    what,
                    share(publishing, 50),
                    share(publishing, 99),
                    share(delivering, 50),
                    share(delivering, 99));
            assertThat(share(publishing, 50)).isLessThan(Duration.ofMillis(20));
            assertThat(share(delivering, 50)).isLessThan(Duration.ofMillis(40));
        }
    }

    private static Duration share(long[] nanos, int percent) {
        var sorted = Arrays.copyOfRange(nanos, WARM_UP, nanos.length);
        Arrays.sort(sorted);
        return Duration.ofNanos(sorted[sorted.length * percent / 100]);
    }
}
