package dev.agentworks.local.pubsub;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.pubsub.v1.AcknowledgeRequest;
import com.google.pubsub.v1.PublishRequest;
import com.google.pubsub.v1.PublisherGrpc;
import com.google.pubsub.v1.PullRequest;
import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.SubscriberGrpc;
import io.grpc.StatusRuntimeException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The process dies in the middle of publishing and acknowledging, again and again. */
class KillStormTests {

    private static final int ROUNDS = 3;
    private static final int BEFORE_A_KILL = 400;

    @TempDir Path folder;

    private final Set<String> answered = ConcurrentHashMap.newKeySet();
    private final Set<String> received = ConcurrentHashMap.newKeySet();

    @Test
    void deliversEverythingItEverPromised() throws Exception {
        String topic;
        String subscription;
        try (var process = EmulatorProcess.start(folder);
                var clients = new PubSubClients(process.address())) {
            topic = clients.newTopic();
            subscription = clients.create(clients.subscriptionOf(topic));
        }

        for (var round = 0; round < ROUNDS; round++) {
            try (var process = EmulatorProcess.start(folder);
                    var clients = new PubSubClients(process.address())) {
                var enough = new CountDownLatch(BEFORE_A_KILL);
                var publishing = Thread.ofVirtual().start(() -> publish(clients, topic, enough));
                var pulling = Thread.ofVirtual().start(() -> pull(clients, subscription));
                assertThat(enough.await(30, TimeUnit.SECONDS)).isTrue();
                process.close();
                publishing.join();
                pulling.join();
            }
        }

        try (var process = EmulatorProcess.start(folder);
                var clients = new PubSubClients(process.address())) {
            for (var left = clients.pull(subscription, 1000);
                    !left.isEmpty();
                    left = clients.pullNow(subscription, 1000)) {
                received.addAll(PubSubContract.ids(left));
                clients.acknowledge(subscription, left);
            }
        }
        assertThat(answered).hasSizeGreaterThanOrEqualTo(ROUNDS * BEFORE_A_KILL);
        assertThat(received).containsAll(answered);
    }

    private void publish(PubSubClients clients, String topic, CountDownLatch enough) {
        var stub = PublisherGrpc.newBlockingStub(clients.channel);
        var request =
                PublishRequest.newBuilder()
                        .setTopic(topic)
                        .addMessages(PubSubClients.message("storm", "", Map.of()))
                        .build();
        untilKilled(() -> {
            answered.addAll(stub.publish(request).getMessageIdsList());
            enough.countDown();
        });
    }

    private void pull(PubSubClients clients, String subscription) {
        var stub = SubscriberGrpc.newBlockingStub(clients.channel);
        var request =
                PullRequest.newBuilder().setSubscription(subscription).setMaxMessages(7).build();
        untilKilled(() -> {
            var messages = stub.pull(request).getReceivedMessagesList();
            // Only what is acknowledged may be gone: half of it is left to come again.
            var half = messages.subList(0, (messages.size() + 1) / 2);
            received.addAll(PubSubContract.ids(half));
            stub.acknowledge(
                    AcknowledgeRequest.newBuilder()
                            .setSubscription(subscription)
                            .addAllAckIds(half.stream().map(ReceivedMessage::getAckId).toList())
                            .build());
        });
    }

    private static void untilKilled(Runnable call) {
        try {
            while (true) {
                call.run();
            }
        } catch (StatusRuntimeException killed) {
            assertThat(killed.getStatus().getCode()).isEqualTo(io.grpc.Status.Code.UNAVAILABLE);
        }
    }
}
