package dev.agentworks.gateway.socket;

import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketSession;
import reactor.core.publisher.Mono;

/** The close codes with which the gateway itself closes a socket. */
public final class CloseCodes {
    /** The client did not authenticate, or sent a ticket that is not valid. */
    public static final CloseStatus UNAUTHENTICATED = new CloseStatus(4001, "not signed in");

    /** The session or a membership ended. */
    public static final CloseStatus ACCESS_ENDED =
            new CloseStatus(4001, "session or membership ended");

    /** Unknown, or not visible to this person. */
    public static final CloseStatus NOT_FOUND = new CloseStatus(4004, "no such thing here");

    /** The client reads too slowly. */
    public static final CloseStatus TOO_SLOW =
            new CloseStatus(4008, "too slow, resume from the last seq");

    /** The person has too many live connections, or too many of their address wait. */
    public static final CloseStatus TOO_MANY =
            new CloseStatus(4029, "too many connections, close others");

    /** The service behind cannot be reached. */
    public static final CloseStatus UNAVAILABLE = new CloseStatus(1013, "not available, try again");

    private CloseCodes() {}

    /**
     * Closes the socket. The close is not cancelled when its subscriber is: Reactor Netty would
     * free the frame while it is being written.
     */
    public static Mono<Void> close(WebSocketSession socket, CloseStatus status) {
        return Mono.defer(() -> socket.close(status).cache());
    }
}
