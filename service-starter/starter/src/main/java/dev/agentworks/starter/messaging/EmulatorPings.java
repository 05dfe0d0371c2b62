package dev.agentworks.starter.messaging;

import com.google.pubsub.v1.StreamingPullRequest;
import com.google.pubsub.v1.StreamingPullResponse;
import com.google.pubsub.v1.StreamingPullResponse.SubscriptionProperties;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ForwardingClientCall.SimpleForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers the pings of a streaming pull in the emulator's stead. Google's client gives a stream up
 * when a ping stays without answer for 15 seconds, Google's emulator answers none before its
 * version 0.8.32, and goes on giving messages to the stream that was given up.
 */
final class EmulatorPings implements ClientInterceptor {
    /** The client notes the time of its ping after sending it; an answer must not be earlier. */
    private static final Executor SOON =
            CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);

    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
            MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
        return new AnsweredCall<>(next.newCall(method, options));
    }

    private static final class AnsweredCall<Q, A> extends SimpleForwardingClientCall<Q, A> {
        private @Nullable OneAtATime<A> listener;

        AnsweredCall(ClientCall<Q, A> call) {
            super(call);
        }

        @Override
        public void start(Listener<A> responses, Metadata headers) {
            var started = new OneAtATime<>(responses);
            listener = started;
            super.start(started, headers);
        }

        @Override
        public void sendMessage(Q message) {
            super.sendMessage(message);
            var answered = listener;
            // only the first request of a stream names the subscription; all later ones are pings
            if (answered != null
                    && message instanceof StreamingPullRequest pull
                    && pull.getSubscription().isEmpty()) {
                SOON.execute(answered::pong);
            }
        }
    }

    /** A listener is not made for two threads: ours and the connection's. */
    private static final class OneAtATime<A> extends SimpleForwardingClientCallListener<A> {
        private SubscriptionProperties properties = SubscriptionProperties.getDefaultInstance();
        private boolean closed;

        OneAtATime(ClientCall.Listener<A> responses) {
            super(responses);
        }

        /** With every response the client learns anew whether the subscription is ordered. */
        @SuppressWarnings("unchecked") // a streaming pull is answered by its own kind of response
        synchronized void pong() {
            onMessage(
                    (A)
                            StreamingPullResponse.newBuilder()
                                    .setSubscriptionProperties(properties)
                                    .build());
        }

        @Override
        public synchronized void onMessage(A message) {
            if (message instanceof StreamingPullResponse response) {
                properties = response.getSubscriptionProperties();
            }
            if (!closed) {
                super.onMessage(message);
            }
        }

        @Override
        public synchronized void onClose(Status status, Metadata trailers) {
            closed = true;
            super.onClose(status, trailers);
        }
    }
}
