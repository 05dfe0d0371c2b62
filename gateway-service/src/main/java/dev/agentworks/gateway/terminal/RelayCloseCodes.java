package dev.agentworks.gateway.terminal;

import dev.agentworks.gateway.socket.CloseCodes;
import dev.agentworks.starter.problem.ProblemException;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import org.springframework.web.reactive.socket.CloseStatus;

/** Chooses the close code of a relayed socket. */
final class RelayCloseCodes {
    private RelayCloseCodes() {}

    /**
     * The same code and reason; codes that only describe a broken connection are replaced by
     * sendable ones.
     */
    static CloseStatus sendable(CloseStatus status) {
        return switch (status.getCode()) {
            case 1005 -> CloseStatus.NORMAL;
            case 1006, 1015 -> CloseCodes.UNAVAILABLE;
            default -> status;
        };
    }

    /** The close code for a terminal that could not be opened. */
    static CloseStatus of(Throwable error) {
        if (error instanceof ProblemException problem && problem.code().status() == 401) {
            return CloseCodes.UNAUTHENTICATED;
        }
        if (error instanceof WebSocketClientHandshakeException refused
                && refused.response() != null) {
            // missing, malformed or not visible to this person: the client cannot tell which
            return switch (refused.response().status().code()) {
                case 400, 401, 403, 404 -> CloseCodes.NOT_FOUND;
                default -> CloseCodes.UNAVAILABLE;
            };
        }
        return CloseCodes.UNAVAILABLE;
    }
}
