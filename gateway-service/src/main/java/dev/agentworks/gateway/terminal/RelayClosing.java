package dev.agentworks.gateway.terminal;

import dev.agentworks.gateway.socket.Closing;
import dev.agentworks.starter.problem.ProblemException;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import org.springframework.web.reactive.socket.CloseStatus;

/** With what a relayed socket is closed. */
final class RelayClosing {
    private RelayClosing() {}

    /**
     * The same code and reason; those that only describe a broken connection become sendable ones.
     */
    static CloseStatus sendable(CloseStatus status) {
        return switch (status.getCode()) {
            case 1005 -> CloseStatus.NORMAL;
            case 1006, 1015 -> Closing.UNAVAILABLE;
            default -> status;
        };
    }

    /** Why there is no terminal. */
    static CloseStatus of(Throwable error) {
        if (error instanceof ProblemException problem && problem.code().status() == 401) {
            return Closing.UNAUTHENTICATED;
        }
        if (error instanceof WebSocketClientHandshakeException refused
                && refused.response() != null) {
            // not there, malformed, or not for this person: the same to the one who asks
            return switch (refused.response().status().code()) {
                case 400, 401, 403, 404 -> Closing.UNKNOWN;
                default -> Closing.UNAVAILABLE;
            };
        }
        return Closing.UNAVAILABLE;
    }
}
