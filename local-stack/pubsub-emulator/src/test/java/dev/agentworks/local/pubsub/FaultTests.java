package dev.agentworks.local.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class FaultTests {

    @Test
    void readsWhatIsToGoWrong() {
        assertThat(Faults.parse("seed=7,duplicate=0.1,delay=20ms,reorder=0.2,dropAck=0.05"))
                .isEqualTo(new Faults(7, 0.1, Duration.ofMillis(20), 0.2, 0.05));
        assertThat(Faults.parse("delay=1.5s").delay()).isEqualTo(Duration.ofMillis(1500));
        assertThatThrownBy(() -> Faults.parse("explode=1"))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Faults.parse("duplicate=2"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void deliversTwiceAndOutOfOrderInTheSameWayForTheSameSeed() {
        var faults = Faults.parse("seed=42,duplicate=0.3,reorder=0.3");

        var once = deliveries(faults, "");

        assertThat(once).hasSizeGreaterThan(100);
        assertThat(new HashSet<>(once)).hasSize(100);
        assertThat(once).isNotEqualTo(once.stream().sorted().toList());
        assertThat(deliveries(faults, "")).isEqualTo(once);
        assertThat(deliveries(Faults.parse("seed=43,duplicate=0.3,reorder=0.3"), ""))
                .isNotEqualTo(once);
    }

    @Test
    void neverBreaksTheOrderOfAKey() {
        var deliveries =
                deliveries(Faults.parse("seed=42,duplicate=0.3,reorder=0.9,delay=2ms"), "key");

        assertThat(deliveries).hasSizeGreaterThan(100).isSorted();
        assertThat(new HashSet<>(deliveries)).hasSize(100);
    }

    @Test
    void losesAcknowledgements() {
        try (var emulator =
                        PubSubEmulator.start(
                                PubSubEmulatorSettings.inMemory()
                                        .faults(Faults.parse("seed=1,dropAck=1")));
                var clients = new PubSubClients("127.0.0.1:" + emulator.port())) {
            var topic = clients.newTopic();
            var subscription = clients.create(clients.subscriptionOf(topic));
            clients.publish(topic, "sticky");
            var received = clients.pull(subscription, 1);
            clients.subscriptions.modifyAckDeadline(
                    subscription, List.of(received.getFirst().getAckId()), 1);

            clients.acknowledge(subscription, received);

            await().atMost(Duration.ofSeconds(10))
                    .untilAsserted(() ->
                            assertThat(clients.dataOf(clients.pullNow(subscription, 1)))
                                    .containsExactly("sticky"));
        }
    }

    private static List<Integer> deliveries(Faults faults, String orderingKey) {
        try (var emulator = PubSubEmulator.start(PubSubEmulatorSettings.inMemory().faults(faults));
                var clients = new PubSubClients("127.0.0.1:" + emulator.port())) {
            var topic = clients.topics.createTopic("projects/test-project/topics/faulty").getName();
            var subscription =
                    clients.create(
                            clients.subscriptionOf(topic)
                                    .setName("projects/test-project/subscriptions/faulty")
                                    .setEnableMessageOrdering(!orderingKey.isEmpty()));
            for (var i = 0; i < 100; i++) {
                clients.publish(
                        topic,
                        Integer.toString(i),
                        orderingKey,
                        Map.of("unique", UUID.randomUUID().toString()));
            }
            var received = new ArrayList<Integer>();
            var messages = clients.pull(subscription, 1000);
            while (!messages.isEmpty()) {
                clients.dataOf(messages).forEach(data -> received.add(Integer.parseInt(data)));
                clients.acknowledge(subscription, messages);
                messages =
                        new HashSet<>(received).size() < 100
                                ? clients.pull(subscription, 1000)
                                : clients.pullNow(subscription, 1000);
            }
            return received;
        }
    }
}
