package dev.agentworks.gateway.terminal;

import dev.agentworks.gateway.edge.RequestIds;
import dev.agentworks.gateway.socket.WebSocketHandshake;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Mono;

/** The WebSocket of a card's terminal. */
@Component
class TerminalEndpoint implements WebHandler {
    private final WebSocketHandshake handshake;
    private final TerminalRelay relay;

    TerminalEndpoint(WebSocketHandshake handshake, TerminalRelay relay) {
        this.handshake = handshake;
        this.relay = relay;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        if (!WebSocketHandshake.isUpgrade(request)) {
            return Mono.error(
                    new ProblemException(
                            CommonError.INVALID_REQUEST,
                            "This path is a WebSocket: ask for an upgrade."));
        }
        var path = request.getURI().getRawPath();
        String requestId = exchange.getRequiredAttribute(RequestIds.HEADER);
        return handshake.accept(
                exchange,
                (socket, user, incoming, _) ->
                        relay.relay(socket, user, incoming, path, requestId));
    }
}
