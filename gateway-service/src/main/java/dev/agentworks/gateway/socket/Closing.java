package dev.agentworks.gateway.socket;

import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;

/** Why the gateway itself closes a socket. */
public final class Closing {
    /** Nobody said whose socket it is, or with a ticket that is not good. */
    public static final CloseStatus UNAUTHENTICATED = new CloseStatus(4001, "not signed in");

    /** The session or a membership ended. */
    public static final CloseStatus ENDED = new CloseStatus(4001, "session or membership ended");

    /** Not there, or not for this person. */
    public static final CloseStatus UNKNOWN = new CloseStatus(4004, "no such thing here");

    /** The reader is too slow. */
    public static final CloseStatus STUCK =
            new CloseStatus(4008, "too slow, resume from the last seq");

    /** The service behind cannot be reached. */
    public static final CloseStatus UNAVAILABLE = new CloseStatus(1013, "not available, try again");

    private Closing() {}

    /**
     * Closes the socket. Once begun it is not given up, whatever ends first: Reactor Netty would
     * free the frame while it is being written.
     */
    public static Mono<Void> of(WebSocketSession socket, CloseStatus status) {
        return Mono.defer(() -> socket.close(status).cache());
    }
}
