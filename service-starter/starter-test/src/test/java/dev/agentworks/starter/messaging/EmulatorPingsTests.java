package dev.agentworks.starter.messaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.pubsub.v1.StreamingPullRequest;
import com.google.pubsub.v1.StreamingPullResponse;
import com.google.pubsub.v1.StreamingPullResponse.SubscriptionProperties;
import com.google.pubsub.v1.SubscriberGrpc;
import io.grpc.ManagedChannelBuilder;
import io.grpc.ServerBuilder;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class EmulatorPingsTests {
    @Test
    void answersAPingThatTheServerLeavesUnansweredAndSaysTheSubscriptionIsOrderedStill()
            throws IOException, InterruptedException {
        var server = ServerBuilder.forPort(0).addService(new Mute()).build().start();
        var channel =
                ManagedChannelBuilder.forAddress("127.0.0.1", server.getPort())
                        .usePlaintext()
                        .intercept(new EmulatorPings())
                        .build();
        try {
            var responses = new Responses();
            var requests = SubscriberGrpc.newStub(channel).streamingPull(responses);
            requests.onNext(StreamingPullRequest.newBuilder().setSubscription("orders").build());
            var opening = responses.next();

            requests.onNext(StreamingPullRequest.getDefaultInstance());

            assertThat(responses.next()).isEqualTo(opening).isEqualTo(Mute.ORDERED);
        } finally {
            channel.shutdownNow();
            server.shutdownNow();
        }
    }

    /** Opens a stream and says nothing more. */
    private static final class Mute extends SubscriberGrpc.SubscriberImplBase {
        static final StreamingPullResponse ORDERED =
                StreamingPullResponse.newBuilder()
                        .setSubscriptionProperties(
                                SubscriptionProperties.newBuilder().setMessageOrderingEnabled(true))
                        .build();

        @Override
        public StreamObserver<StreamingPullRequest> streamingPull(
                StreamObserver<StreamingPullResponse> responses) {
            return new StreamObserver<>() {
                @Override
                public void onNext(StreamingPullRequest request) {
                    if (!request.getSubscription().isEmpty()) {
                        responses.onNext(ORDERED);
                    }
                }

                @Override
                public void onError(Throwable failure) {}

                @Override
                public void onCompleted() {}
            };
        }
    }

    private static final class Responses implements StreamObserver<StreamingPullResponse> {
        private final BlockingQueue<StreamingPullResponse> arrived = new LinkedBlockingQueue<>();

        StreamingPullResponse next() throws InterruptedException {
            var response = arrived.poll(5, TimeUnit.SECONDS);
            return response == null ? StreamingPullResponse.getDefaultInstance() : response;
        }

        @Override
        public void onNext(StreamingPullResponse response) {
            arrived.add(response);
        }

        @Override
        public void onError(Throwable failure) {}

        @Override
        public void onCompleted() {}
    }
}
