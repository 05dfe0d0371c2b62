package dev.agentworks.gateway.socket;

import dev.agentworks.gateway.session.SignedInUser;
import org.jspecify.annotations.Nullable;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/** Serves a socket after its user is authenticated. */
@FunctionalInterface
public interface SocketConversation {
    /**
     * Serves the socket until either side closes it.
     *
     * @param incoming the client's frames, without hello frames
     * @param hello the first frame, when it was a hello frame
     */
    Mono<Void> serve(
            WebSocketSession socket,
            SignedInUser user,
            Flux<WebSocketMessage> incoming,
            @Nullable JsonNode hello);
}
