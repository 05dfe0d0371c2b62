package dev.agentworks.local.pubsub;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.pubsub.v1.ReceivedMessage;
import com.google.pubsub.v1.StreamingPullRequest;
import com.google.pubsub.v1.StreamingPullResponse;
import com.google.pubsub.v1.SubscriberGrpc;
import io.grpc.Status;
import io.grpc.stub.StreamObserver;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stream itself, without the comfort of a client library. */
class StreamingPullTests {

    PubSubEmulator emulator;
    PubSubClients clients;
    String topic;
    String subscription;

    @BeforeEach
    void start() {
        emulator = PubSubEmulator.start(PubSubEmulatorSettings.inMemory());
        clients = new PubSubClients("127.0.0.1:" + emulator.port());
        topic = clients.newTopic();
        subscription = clients.create(clients.subscriptionOf(topic));
    }

    @AfterEach
    void stop() {
        clients.close();
        emulator.close();
    }

    @Test
    void sendsNoMoreThanTheClientWantsOutstanding() {
        var stream = open(request().setMaxOutstandingMessages(2));
        IntStream.range(0, 5).forEach(i -> clients.publish(topic, Integer.toString(i)));

        await().until(() -> stream.received.size() == 2);
        await().during(Duration.ofMillis(200)).until(() -> stream.received.size() == 2);

        stream.send(
                StreamingPullRequest.newBuilder().addAckIds(stream.received.getFirst().getAckId()));
        await().until(() -> stream.received.size() == 3);
    }

    @Test
    void sendsNoMoreBytesThanTheClientWantsOutstanding() {
        var stream = open(request().setMaxOutstandingBytes(1000));
        IntStream.range(0, 3).forEach(i -> clients.publish(topic, "x".repeat(900)));

        await().until(() -> stream.received.size() == 2);
        await().during(Duration.ofMillis(200)).until(() -> stream.received.size() == 2);
    }

    @Test
    void takesNacksAndExtensionsInTheStream() {
        var stream = open(request());
        clients.publish(topic, "again");
        await().until(() -> stream.received.size() == 1);

        var ackId = stream.received.getFirst().getAckId();
        stream.send(
                StreamingPullRequest.newBuilder()
                        .addModifyDeadlineAckIds(ackId)
                        .addModifyDeadlineSeconds(30));
        stream.send(
                StreamingPullRequest.newBuilder()
                        .addModifyDeadlineAckIds(ackId)
                        .addModifyDeadlineSeconds(0));

        await().until(() -> stream.received.size() == 2);
        assertThat(stream.received.get(1).getAckId()).isNotEqualTo(ackId);
    }

    @Test
    void refusesWhatIsNoStream() {
        assertThat(open(request().setStreamAckDeadlineSeconds(5)).end.join())
                .isEqualTo(Status.Code.INVALID_ARGUMENT);
        assertThat(open(request().setSubscription(subscription + "-missing")).end.join())
                .isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    void endsWhenTheSubscriptionGoes() {
        var stream = open(request());

        clients.subscriptions.deleteSubscription(subscription);

        assertThat(stream.end.join()).isEqualTo(Status.Code.NOT_FOUND);
    }

    @Test
    void sharesTheMessagesAmongStreams() {
        var one = open(request());
        var other = open(request());
        await().until(() -> one.opened && other.opened);

        IntStream.range(0, 100).forEach(i -> clients.publish(topic, Integer.toString(i)));

        await().until(() -> one.received.size() + other.received.size() == 100);
        assertThat(List.of(one.received.size(), other.received.size()))
                .allMatch(size -> size >= 30);
    }

    @Test
    void answersAPing() {
        var stream = open(request());
        await().until(() -> stream.responses.get() == 1);

        stream.send(StreamingPullRequest.newBuilder());

        await().until(() -> stream.responses.get() == 2);
    }

    private StreamingPullRequest.Builder request() {
        return StreamingPullRequest.newBuilder()
                .setSubscription(subscription)
                .setStreamAckDeadlineSeconds(10);
    }

    private Stream open(StreamingPullRequest.Builder first) {
        var stream = new Stream(SubscriberGrpc.newStub(clients.channel));
        stream.send(first);
        return stream;
    }

    private static final class Stream implements StreamObserver<StreamingPullResponse> {
        final List<ReceivedMessage> received = new CopyOnWriteArrayList<>();
        final CompletableFuture<Status.Code> end = new CompletableFuture<>();
        final AtomicInteger responses = new AtomicInteger();
        volatile boolean opened;
        private final StreamObserver<StreamingPullRequest> requests;

        Stream(SubscriberGrpc.SubscriberStub stub) {
            requests = stub.streamingPull(this);
        }

        void send(StreamingPullRequest.Builder request) {
            requests.onNext(request.build());
        }

        @Override
        public void onNext(StreamingPullResponse response) {
            opened = true;
            responses.incrementAndGet();
            received.addAll(response.getReceivedMessagesList());
        }

        @Override
        public void onError(Throwable failure) {
            end.complete(Status.fromThrowable(failure).getCode());
        }

        @Override
        public void onCompleted() {
            end.complete(Status.Code.OK);
        }
    }
}
