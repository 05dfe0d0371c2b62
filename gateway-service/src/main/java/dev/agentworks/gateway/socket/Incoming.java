package dev.agentworks.gateway.socket;

import io.netty.handler.codec.TooLongFrameException;
import org.reactivestreams.Subscription;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Operators;
import reactor.util.context.Context;

/**
 * The frames that come in on a socket. Whoever stops reading them does not end the socket by it:
 * Reactor Netty would close it at once, without the code and reason that we have for it.
 */
public final class Incoming {
    private Incoming() {}

    /** All frames of the socket, until either side closes it. */
    public static Flux<WebSocketMessage> of(WebSocketSession socket) {
        return socket.receive()
                .transform(
                        Operators.<WebSocketMessage, WebSocketMessage>lift(
                                (_, reader) -> new Reading(reader)))
                // a broken connection has ended, no more
                .onErrorResume(error ->
                        error instanceof TooLongFrameException
                                ? Closing.of(socket, CloseStatus.TOO_BIG_TO_PROCESS)
                                        .then(Mono.empty())
                                : Mono.empty());
    }

    private static final class Reading implements CoreSubscriber<WebSocketMessage>, Subscription {
        private final CoreSubscriber<? super WebSocketMessage> reader;
        private volatile boolean left;
        private Subscription source = Operators.emptySubscription();

        private Reading(CoreSubscriber<? super WebSocketMessage> reader) {
            this.reader = reader;
        }

        @Override
        public Context currentContext() {
            return reader.currentContext();
        }

        @Override
        public void onSubscribe(Subscription source) {
            this.source = source;
            reader.onSubscribe(this);
        }

        @Override
        public void onNext(WebSocketMessage message) {
            // nobody retains what nobody reads: Netty frees it when this returns
            if (!left) {
                reader.onNext(message);
            }
        }

        @Override
        public void onError(Throwable error) {
            if (!left) {
                reader.onError(error);
            }
        }

        @Override
        public void onComplete() {
            if (!left) {
                reader.onComplete();
            }
        }

        @Override
        public void request(long count) {
            source.request(count);
        }

        @Override
        public void cancel() {
            left = true;
            // to its end, so that the answer to our close is heard
            source.request(Long.MAX_VALUE);
        }
    }
}
