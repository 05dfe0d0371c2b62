package dev.agentworks.local.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.api.gax.rpc.ApiException;
import com.google.api.gax.rpc.StatusCode;
import com.google.protobuf.util.Durations;
import com.google.pubsub.v1.RetryPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class OrderingTests {

    PubSubEmulator emulator;
    PubSubClients clients;
    String topic;
    String subscription;

    @BeforeEach
    void start() {
        emulator = PubSubEmulator.start(PubSubEmulatorSettings.inMemory());
        clients = new PubSubClients("127.0.0.1:" + emulator.port());
        topic = clients.newTopic();
        subscription = clients.create(clients.subscriptionOf(topic).setEnableMessageOrdering(true));
    }

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void redeliversAHandedBackMessageAndAllBehindIt() {
        publish("a", "1", "2", "3");
        var first = clients.pull(subscription, 10);
        assertThat(clients.dataOf(first)).containsExactly("1", "2", "3");

        clients.acknowledge(subscription, List.of(first.get(0), first.get(2)));
        clients.nack(subscription, List.of(first.get(1)));

        var second = clients.pull(subscription, 10);
        assertThat(clients.dataOf(second)).containsExactly("2", "3");
        clients.acknowledge(subscription, second);
        assertThat(clients.pullNow(subscription, 10)).isEmpty();
    }

    @Test
    void refusesSeveralKeysInOneRequest() {
        var a = PubSubClients.message("1", "a", Map.of());
        var b = PubSubClients.message("2", "b", Map.of());

        assertThatThrownBy(() -> clients.publish(topic, a, b))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        refused ->
                                assertThat(refused.getStatusCode().getCode())
                                        .isEqualTo(StatusCode.Code.FAILED_PRECONDITION));

        clients.publish(topic, a, a);
        assertThat(clients.dataOf(clients.pull(subscription, 10))).containsExactly("1", "1");
    }

    @Test
    void givesAKeyToNobodyElseWhileItIsOutstanding() {
        publish("a", "1");
        var outstanding = clients.pull(subscription, 1);
        publish("a", "2");
        publish("b", "other key");

        assertThat(clients.dataOf(clients.pullNow(subscription, 10))).containsExactly("other key");

        clients.acknowledge(subscription, outstanding);
        assertThat(clients.dataOf(clients.pull(subscription, 10))).containsExactly("2");
    }

    @Test
    void redeliversTheRunOfAKeyWhenItsDeadlinePasses() {
        publish("a", "1", "2");
        var first = clients.pull(subscription, 10);
        clients.subscriptions.modifyAckDeadline(
                subscription, List.of(first.getFirst().getAckId()), 1);

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() ->
                        assertThat(clients.dataOf(clients.pullNow(subscription, 10)))
                                .containsExactly("1", "2"));
    }

    @Test
    void keepsTheOrderUnderNacksInGooglesSubscriber() throws Exception {
        var handled = Collections.synchronizedList(new ArrayList<Integer>());
        var refused = Collections.synchronizedList(new ArrayList<Integer>());
        var subscriber =
                clients.subscriber(
                        subscription,
                        (message, reply) -> {
                            var number = Integer.parseInt(message.getData().toStringUtf8());
                            if (number % 7 == 0 && !refused.contains(number)) {
                                refused.add(number);
                                reply.nack();
                            } else {
                                handled.add(number);
                                reply.ack();
                            }
                        });
        for (var i = 1; i <= 50; i++) {
            publish("a", Integer.toString(i));
        }

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(lastTimesOf(handled)).hasSize(50));
        subscriber.stopAsync().awaitTerminated(20, TimeUnit.SECONDS);
        // A message may come again after a nack before it, but the last time of each stands in
        // order.
        assertThat(lastTimesOf(handled)).isSorted();
    }

    @Test
    void holdsTheKeyBackForAsLongAsTheRetryPolicySays() {
        var patient =
                clients.create(
                        clients.subscriptionOf(topic)
                                .setEnableMessageOrdering(true)
                                .setRetryPolicy(
                                        RetryPolicy.newBuilder()
                                                .setMinimumBackoff(Durations.fromMillis(300))
                                                .setMaximumBackoff(Durations.fromMillis(300))));
        publish("a", "1", "2");
        var since = System.nanoTime();
        clients.nack(patient, clients.pull(patient, 10));

        assertThat(clients.pullNow(patient, 10)).isEmpty();
        assertThat(clients.dataOf(clients.pull(patient, 10))).containsExactly("1", "2");
        assertThat(Duration.ofNanos(System.nanoTime() - since))
                .isGreaterThan(Duration.ofMillis(290));
    }

    private void publish(String key, String... data) {
        for (var one : data) {
            clients.publish(topic, one, key, Map.of());
        }
    }

    private static List<Integer> lastTimesOf(List<Integer> handled) {
        synchronized (handled) {
            var lasting = new ArrayList<Integer>();
            for (var number : handled) {
                lasting.remove(number);
                lasting.add(number);
            }
            return lasting;
        }
    }
}
