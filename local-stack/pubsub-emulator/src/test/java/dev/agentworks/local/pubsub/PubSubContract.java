package dev.agentworks.local.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.api.gax.rpc.AlreadyExistsException;
import com.google.api.gax.rpc.InvalidArgumentException;
import com.google.api.gax.rpc.NotFoundException;
import com.google.pubsub.v1.ProjectName;
import com.google.pubsub.v1.PubsubMessage;
import com.google.pubsub.v1.ReceivedMessage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every Pub/Sub service answers, ours and Google's emulator alike. */
abstract class PubSubContract {

    PubSubClients clients;

    abstract String address();

    @BeforeEach
    void connect() {
        clients = new PubSubClients(address());
    }

    @AfterEach
    void disconnect() {
        clients.close();
    }

    @Test
    void deliversWhatIsPublishedOnce() {
        var topic = clients.newTopic();
        var subscription = clients.create(clients.subscriptionOf(topic));
        var id = clients.publish(topic, "hello", "", Map.of("colour", "red"));

        var received = clients.pull(subscription, 10);

        assertThat(received).hasSize(1);
        var message = received.getFirst().getMessage();
        assertThat(message.getMessageId()).isEqualTo(id);
        assertThat(message.getData().toStringUtf8()).isEqualTo("hello");
        assertThat(message.getAttributesMap()).containsExactly(Map.entry("colour", "red"));
        assertThat(message.hasPublishTime()).isTrue();
        clients.acknowledge(subscription, received);
        assertThat(clients.pullNow(subscription, 10)).isEmpty();
    }

    @Test
    void givesEverySubscriptionItsOwnCopy() {
        var topic = clients.newTopic();
        var one = clients.create(clients.subscriptionOf(topic));
        var other = clients.create(clients.subscriptionOf(topic));

        clients.publish(topic, "news");

        assertThat(clients.dataOf(clients.pull(one, 10))).containsExactly("news");
        assertThat(clients.dataOf(clients.pull(other, 10))).containsExactly("news");
    }

    @Test
    void redeliversWhatIsHandedBack() {
        var topic = clients.newTopic();
        var subscription = clients.create(clients.subscriptionOf(topic));
        clients.publish(topic, "again");

        clients.nack(subscription, clients.pull(subscription, 1));

        assertThat(clients.dataOf(clients.pull(subscription, 1))).containsExactly("again");
    }

    @Test
    void redeliversWhatIsNotAcknowledgedInTime() {
        var topic = clients.newTopic();
        var subscription = clients.create(clients.subscriptionOf(topic));
        clients.publish(topic, "late");

        var first = clients.pull(subscription, 1);
        clients.subscriptions.modifyAckDeadline(
                subscription, List.of(first.getFirst().getAckId()), 1);

        await().atMost(Duration.ofSeconds(15))
                .untilAsserted(() ->
                        assertThat(clients.dataOf(clients.pullNow(subscription, 1)))
                                .containsExactly("late"));
    }

    @Test
    void streamsToGooglesSubscriber() throws Exception {
        var topic = clients.newTopic();
        var subscription = clients.create(clients.subscriptionOf(topic));
        var received = Collections.synchronizedList(new ArrayList<String>());
        var subscriber =
                clients.subscriber(
                        subscription,
                        (message, reply) -> {
                            received.add(message.getData().toStringUtf8());
                            reply.ack();
                        });
        var publisher = clients.publisher(topic);
        var expected = IntStream.range(0, 500).mapToObj(Integer::toString).toList();

        for (var data : expected) {
            publisher.publish(PubSubClients.message(data, "", Map.of()));
        }
        publisher.shutdown();

        await().untilAsserted(
                        () -> assertThat(received).containsExactlyInAnyOrderElementsOf(expected));
        subscriber.stopAsync().awaitTerminated(20, TimeUnit.SECONDS);
        assertThat(clients.pullNow(subscription, 10)).isEmpty();
    }

    @Test
    void keepsTheOrderOfEachKey() throws Exception {
        var topic = clients.newTopic();
        var subscription =
                clients.create(clients.subscriptionOf(topic).setEnableMessageOrdering(true));
        var received = Collections.synchronizedList(new ArrayList<PubsubMessage>());
        var publisher = clients.publisher(topic);
        for (var i = 0; i < 200; i++) {
            publisher.publish(PubSubClients.message(Integer.toString(i), "key-" + i % 4, Map.of()));
        }

        var subscriber =
                clients.subscriber(
                        subscription,
                        (message, reply) -> {
                            received.add(message);
                            reply.ack();
                        });

        await().untilAsserted(() -> assertThat(received).hasSize(200));
        subscriber.stopAsync().awaitTerminated(20, TimeUnit.SECONDS);
        publisher.shutdown();
        for (var key : List.of("key-0", "key-1", "key-2", "key-3")) {
            assertThat(received.stream().filter(message -> message.getOrderingKey().equals(key)))
                    .extracting(message -> Integer.parseInt(message.getData().toStringUtf8()))
                    .isSorted()
                    .hasSize(50);
        }
    }

    @Test
    void answersTheCodesOfTheRealService() {
        var topic = clients.newTopic();
        var subscription = clients.create(clients.subscriptionOf(topic));
        var missing = topic + "-missing";

        assertThatThrownBy(() -> clients.topics.createTopic(topic))
                .isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> clients.topics.getTopic(missing))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> clients.topics.deleteTopic(missing))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> clients.publish(missing, "x"))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> clients.publish(topic, ""))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> clients.create(clients.subscriptionOf(missing)))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(
                        () -> clients.create(clients.subscriptionOf(topic).setName(subscription)))
                .isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() ->
                        clients.create(clients.subscriptionOf(topic).setAckDeadlineSeconds(601)))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() -> clients.pull(subscription + "-missing", 1))
                .isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> clients.pull(subscription, 0))
                .isInstanceOf(InvalidArgumentException.class);
        assertThatThrownBy(() ->
                        clients.subscriptions.acknowledge(
                                subscription + "-missing", List.of("1-1")))
                .isInstanceOf(NotFoundException.class);
    }

    @Test
    void listsTopicsAndSubscriptionsPageByPage() {
        var topic = clients.newTopic();
        var one = clients.create(clients.subscriptionOf(topic));
        var other = clients.create(clients.subscriptionOf(topic));

        assertThat(clients.topics.listTopicSubscriptions(topic).iterateAll())
                .containsExactlyInAnyOrder(one, other);
        assertThat(clients.topics.listTopics(ProjectName.of("test-project")).iterateAll())
                .extracting(found -> found.getName())
                .contains(topic);
        assertThat(
                        clients.subscriptions
                                .listSubscriptions(ProjectName.of("test-project"))
                                .iterateAll())
                .extracting(found -> found.getName())
                .contains(one, other);
    }

    @Test
    void leavesASubscriptionWhenItsTopicGoes() {
        var topic = clients.newTopic();
        var subscription = clients.create(clients.subscriptionOf(topic));
        clients.publish(topic, "last words");

        clients.topics.deleteTopic(topic);

        assertThat(clients.subscriptions.getSubscription(subscription).getTopic())
                .isEqualTo("_deleted-topic_");
        assertThat(clients.dataOf(clients.pull(subscription, 1))).containsExactly("last words");
    }

    static List<String> ids(List<ReceivedMessage> messages) {
        return messages.stream().map(message -> message.getMessage().getMessageId()).toList();
    }
}
