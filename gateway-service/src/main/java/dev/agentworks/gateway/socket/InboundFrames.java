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
 * The frames a socket receives. Cancelling this stream does not close the socket: Reactor Netty
 * would otherwise close it at once, without our close code and reason.
 */
public final class InboundFrames {
    private InboundFrames() {}

    /** All frames of the socket, until either side closes it. */
    public static Flux<WebSocketMessage> of(WebSocketSession socket) {
        return socket.receive()
                .transform(
                        Operators.<WebSocketMessage, WebSocketMessage>lift(
                                (_, reader) -> new NonCancellingSubscriber(reader)))
                // a broken connection is the end of the stream and not an error
                .onErrorResume(error ->
                        error instanceof TooLongFrameException
                                ? CloseCodes.close(socket, CloseStatus.TOO_BIG_TO_PROCESS)
                                        .then(Mono.empty())
                                : Mono.empty());
    }

    private static final class NonCancellingSubscriber
            implements CoreSubscriber<WebSocketMessage>, Subscription {
        private final CoreSubscriber<? super WebSocketMessage> reader;
        private volatile boolean cancelled;
        private Subscription source = Operators.emptySubscription();

        private NonCancellingSubscriber(CoreSubscriber<? super WebSocketMessage> reader) {
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
            // a frame that is not passed on is not retained: Netty frees it when this returns
            if (!cancelled) {
                reader.onNext(message);
            }
        }

        @Override
        public void onError(Throwable error) {
            if (!cancelled) {
                reader.onError(error);
            }
        }

        @Override
        public void onComplete() {
            if (!cancelled) {
                reader.onComplete();
            }
        }

        @Override
        public void request(long count) {
            source.request(count);
        }

        @Override
        public void cancel() {
            cancelled = true;
            // read to the end, so that the client's close frame is received
            source.request(Long.MAX_VALUE);
        }
    }
}
