package dev.agentworks.gateway.socket;

import dev.agentworks.gateway.session.SignedIn;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** What is said over a socket once it is known whose it is. */
@FunctionalInterface
public interface Conversation {
    /**
     * Holds it until either side ends it.
     *
     * @param incoming the client's frames, without a hello
     * @param hello the first frame, when it was a hello
     */
    Mono<Void> hold(
            WebSocketSession socket,
            SignedIn user,
            Flux<WebSocketMessage> incoming,
            @Nullable JsonNode hello);
}
