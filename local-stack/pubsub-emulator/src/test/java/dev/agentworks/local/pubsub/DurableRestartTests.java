package dev.agentworks.local.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableRestartTests {

    @TempDir Path folder;

    @Test
    void owesAfterARestartWhatItOwedBefore() {
        String topic;
        String subscription;
        try (var emulator = start();
                var clients = clients(emulator)) {
            topic = clients.newTopic();
            subscription = clients.create(clients.subscriptionOf(topic));
            IntStream.range(0, 10).forEach(i -> clients.publish(topic, Integer.toString(i)));
            clients.acknowledge(subscription, clients.pull(subscription, 4));
            clients.pull(subscription, 3);
        }

        try (var emulator = start();
                var clients = clients(emulator)) {
            assertThat(clients.dataOf(clients.pull(subscription, 20)))
                    .containsExactly("4", "5", "6", "7", "8", "9");
            assertThat(clients.publish(topic, "new")).isEqualTo("11");
        }
    }

    @Test
    void remembersDeletionsAndChanges() {
        String kept;
        String deleted;
        try (var emulator = start();
                var clients = clients(emulator)) {
            var topic = clients.newTopic();
            kept = clients.create(clients.subscriptionOf(topic).setFilter("attributes:wanted"));
            deleted = clients.create(clients.subscriptionOf(topic));
            clients.publish(topic, "unwanted");
            clients.subscriptions.deleteSubscription(deleted);
            clients.topics.deleteTopic(topic);
        }

        try (var emulator = start();
                var clients = clients(emulator)) {
            var names =
                    StreamSupport.stream(
                                    clients.subscriptions
                                            .listSubscriptions("projects/test-project")
                                            .iterateAll()
                                            .spliterator(),
                                    false)
                            .toList();
            assertThat(names).extracting(found -> found.getName()).containsExactly(kept);
            assertThat(names.getFirst().getTopic()).isEqualTo("_deleted-topic_");
            assertThat(clients.pullNow(kept, 1)).isEmpty();
        }
    }

    @Test
    void keepsOnlyUnacknowledgedMessagesWhenTheJournalGrows() throws IOException {
        String subscription;
        var large = "x".repeat(5_000_000);
        try (var emulator = start();
                var clients = clients(emulator)) {
            var topic = clients.newTopic();
            // the deadline outlasts the test also on a slow machine
            subscription = clients.create(clients.subscriptionOf(topic).setAckDeadlineSeconds(600));
            clients.publish(topic, "first");
            clients.pull(subscription, 1);
            for (var i = 0; i < 16; i++) {
                clients.publish(topic, large);
                clients.acknowledge(subscription, clients.pull(subscription, 1));
            }
            clients.publish(topic, "last");
        }

        assertThat(bytesIn(folder)).isLessThan(40_000_000);
        try (var emulator = start();
                var clients = clients(emulator)) {
            assertThat(clients.dataOf(clients.pull(subscription, 10)))
                    .containsExactly("first", "last");
        }
    }

    @Test
    void losesNothingToAKill() throws IOException {
        String subscription;
        List<String> answered;
        try (var process = EmulatorProcess.start(folder);
                var clients = new PubSubClients(process.address())) {
            var topic = clients.newTopic();
            subscription = clients.create(clients.subscriptionOf(topic));
            answered =
                    IntStream.range(0, 50)
                            .mapToObj(i -> clients.publish(topic, Integer.toString(i)))
                            .toList();
        }

        try (var process = EmulatorProcess.start(folder);
                var clients = new PubSubClients(process.address())) {
            assertThat(PubSubContract.ids(clients.pull(subscription, 100)))
                    .containsExactlyElementsOf(answered);
        }
    }

    private static long bytesIn(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    private PubSubEmulator start() {
        return PubSubEmulator.start(PubSubEmulatorSettings.durable(folder));
    }

    private static PubSubClients clients(PubSubEmulator emulator) {
        return new PubSubClients("127.0.0.1:" + emulator.port());
    }
}
