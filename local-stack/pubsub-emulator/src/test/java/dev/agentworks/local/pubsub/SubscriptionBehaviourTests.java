package dev.agentworks.local.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.api.gax.rpc.FailedPreconditionException;
import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import com.google.protobuf.util.Durations;
import com.google.protobuf.util.Timestamps;
import com.google.pubsub.v1.DeadLetterPolicy;
import com.google.pubsub.v1.DetachSubscriptionRequest;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.PushConfig;
import com.google.pubsub.v1.RetryPolicy;
import com.google.pubsub.v1.SeekRequest;
import com.google.pubsub.v1.Subscription;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the real service does and Google's emulator does not. */
class SubscriptionBehaviourTests {

    PubSubEmulator emulator;
    PubSubClients clients;
    String topic;

    @BeforeEach
    void start() {
        emulator = PubSubEmulator.start(PubSubEmulatorSettings.inMemory());
        clients = new PubSubClients("127.0.0.1:" + emulator.port());
        topic = clients.newTopic();
    }

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void deliversOnlyWhatTheFilterWants() {
        var subscription =
                clients.create(
                        clients.subscriptionOf(topic)
                                .setFilter("attributes.eventType = \"moved\""));

        clients.publish(topic, "no", "", Map.of("eventType", "created"));
        clients.publish(topic, "yes", "", Map.of("eventType", "moved"));

        assertThat(clients.dataOf(clients.pull(subscription, 10))).containsExactly("yes");
    }

    @Test
    void refusesWhatIsNoSubscription() {
        assertThatThrownBy(() ->
                        clients.create(
                                clients.subscriptionOf(topic).setFilter("eventType = moved")))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> clients.create(clients.subscriptionOf(topic).setName("nonsense")))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() ->
                        clients.create(
                                clients.subscriptionOf(topic)
                                        .setPushConfig(
                                                PushConfig.newBuilder()
                                                        .setPushEndpoint("ftp://x"))))
                .isInstanceOf(InvalidArgumentException.class);
        var noSuchTopic = DeadLetterPolicy.newBuilder().setDeadLetterTopic(topic + "-missing");
        assertThatThrownBy(() ->
                        clients.create(
                                clients.subscriptionOf(topic).setDeadLetterPolicy(noSuchTopic)))
                .isInstanceOf(NotFoundException.class);
        var fewAttempts =
                DeadLetterPolicy.newBuilder().setDeadLetterTopic(topic).setMaxDeliveryAttempts(4);
        assertThatThrownBy(() ->
                        clients.create(
                                clients.subscriptionOf(topic).setDeadLetterPolicy(fewAttempts)))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void changesWhatTheMaskNamesAndNothingElse() {
        var name = clients.create(clients.subscriptionOf(topic).setFilter("attributes:a"));
        var wanted =
                Subscription.newBuilder()
                        .setName(name)
                        .setAckDeadlineSeconds(60)
                        .setRetainAckedMessages(true)
                        .build();

        var changed =
                clients.subscriptions.updateSubscription(
                        wanted, FieldMask.newBuilder().addPaths("ack_deadline_seconds").build());

        assertThat(changed.getAckDeadlineSeconds()).isEqualTo(60);
        assertThat(changed.getRetainAckedMessages()).isFalse();
        assertThat(changed.getFilter()).isEqualTo("attributes:a");
        assertThatThrownBy(() ->
                        clients.subscriptions.updateSubscription(
                                wanted, FieldMask.newBuilder().addPaths("filter").build()))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void deliversKeptMessagesAgainAfterASeek() {
        var subscription =
                clients.create(clients.subscriptionOf(topic).setRetainAckedMessages(true));
        clients.publish(topic, "before");
        var first = clients.pull(subscription, 1);
        var time = first.getFirst().getMessage().getPublishTime();
        clients.acknowledge(subscription, first);

        seek(subscription, time);
        assertThat(clients.dataOf(clients.pull(subscription, 1))).containsExactly("before");

        seek(subscription, Timestamps.add(time, Durations.fromHours(1)));
        assertThat(clients.pullNow(subscription, 1)).isEmpty();
    }

    @Test
    void countsAnAcknowledgementAfterTheDeadlineWhileNobodyElseHasTheMessage() {
        var subscription =
                clients.create(
                        clients.subscriptionOf(topic)
                                .setRetryPolicy(
                                        RetryPolicy.newBuilder()
                                                .setMinimumBackoff(Durations.fromSeconds(1))
                                                .setMaximumBackoff(Durations.fromSeconds(1))));
        clients.publish(topic, "late");
        var received = clients.pull(subscription, 1);
        clients.nack(subscription, received);

        clients.acknowledge(subscription, received);

        await().during(Duration.ofMillis(1200))
                .until(() -> clients.pullNow(subscription, 1).isEmpty());
    }

    @Test
    void doublesTheWaitAfterEachFailure() {
        var subscription =
                clients.create(
                        clients.subscriptionOf(topic)
                                .setRetryPolicy(
                                        RetryPolicy.newBuilder()
                                                .setMinimumBackoff(Durations.fromMillis(100))
                                                .setMaximumBackoff(Durations.fromMillis(300))));
        clients.publish(topic, "flaky");
        var received = clients.pull(subscription, 1);
        for (var least : List.of(100, 200, 300, 300)) {
            var since = System.nanoTime();
            clients.nack(subscription, received);
            received = clients.pull(subscription, 1);
            assertThat(Duration.ofNanos(System.nanoTime() - since))
                    .isBetween(Duration.ofMillis(least), Duration.ofMillis(least + 250));
        }
    }

    @Test
    void deadLettersWhatFailsTooOften() {
        var topic = clients.newTopic();
        var graveyard = clients.newTopic();
        var mourner = clients.create(clients.subscriptionOf(graveyard));
        var subscription =
                clients.create(
                        clients.subscriptionOf(topic)
                                .setDeadLetterPolicy(
                                        DeadLetterPolicy.newBuilder()
                                                .setDeadLetterTopic(graveyard)
                                                .setMaxDeliveryAttempts(5)));
        clients.publish(topic, "poison", "", Map.of("kind", "bad"));

        for (var attempt = 1; attempt <= 5; attempt++) {
            var received = clients.pull(subscription, 1);
            assertThat(received.getFirst().getDeliveryAttempt()).isEqualTo(attempt);
            clients.nack(subscription, received);
        }

        var dead = clients.pull(mourner, 1);
        assertThat(clients.dataOf(dead)).containsExactly("poison");
        assertThat(dead.getFirst().getMessage().getAttributesMap())
                .containsEntry("kind", "bad")
                .containsEntry("CloudPubSubDeadLetterSourceDeliveryCount", "5")
                .containsEntry("CloudPubSubDeadLetterSourceSubscriptionProject", "test-project")
                .containsKeys(
                        "CloudPubSubDeadLetterSourceSubscription",
                        "CloudPubSubDeadLetterSourceTopicPublishTime");
        assertThat(clients.pullNow(subscription, 1)).isEmpty();
    }

    @Test
    void refusesMoreThanTenMegabytes() {
        var topic = clients.newTopic();
        var large =
                PubsubMessage.newBuilder()
                        .setData(ByteString.copyFrom(new byte[10_000_001]))
                        .build();

        assertThatThrownBy(() -> clients.topics.publish(topic, List.of(large)))
                .isInstanceOf(InvalidArgumentException.class);
    }

    @Test
    void detachesASubscription() {
        var topic = clients.newTopic();
        var subscription = clients.create(clients.subscriptionOf(topic));

        clients.topics.detachSubscription(
                DetachSubscriptionRequest.newBuilder().setSubscription(subscription).build());

        assertThat(clients.subscriptions.getSubscription(subscription).getDetached()).isTrue();
    }

    @Test
    void refusesToPullFromADetachedSubscription() {
        var subscription = clients.create(clients.subscriptionOf(topic));
        clients.topics.detachSubscription(
                DetachSubscriptionRequest.newBuilder().setSubscription(subscription).build());

        assertThatThrownBy(() -> clients.pull(subscription, 1))
                .isInstanceOf(FailedPreconditionException.class);
    }

    @Test
    void refusesAckIdsItNeverGaveOut() {
        var subscription = clients.create(clients.subscriptionOf(topic));

        assertThatThrownBy(
                        () -> clients.subscriptions.acknowledge(subscription, List.of("nonsense")))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() ->
                        clients.subscriptions.modifyAckDeadline(subscription, List.of("1-1"), 601))
                .isInstanceOf(InvalidArgumentException.class);
    }

    private void seek(String subscription, com.google.protobuf.Timestamp time) {
        clients.subscriptions.seek(
                SeekRequest.newBuilder().setSubscription(subscription).setTime(time).build());
    }
}
