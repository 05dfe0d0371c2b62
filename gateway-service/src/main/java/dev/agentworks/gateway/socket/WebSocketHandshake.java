package dev.agentworks.gateway.socket;

import dev.agentworks.gateway.edge.AllowedOrigins;
import dev.agentworks.gateway.edge.ClientAddress;
import dev.agentworks.gateway.session.Sessions;
import dev.agentworks.gateway.session.SignedInUser;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * Accepts WebSockets and authenticates them: our own pages by cookie, programs by Bearer token, any
 * client by a ticket in the first frame. Closes a socket when its user's access ends.
 */
@Component
public class WebSocketHandshake {
    private final WebSocketService upgrades;
    private final AllowedOrigins origins;
    private final Sessions sessions;
    private final AccessWatch watch;
    private final HelloFrames helloFrames;
    private final OpenConnections connections;
    private final ClientAddress addresses;
    private final SocketSettings settings;

    WebSocketHandshake(
            WebSocketService upgrades,
            AllowedOrigins origins,
            Sessions sessions,
            AccessWatch watch,
            HelloFrames helloFrames,
            OpenConnections connections,
            ClientAddress addresses,
            SocketSettings settings) {
        this.upgrades = upgrades;
        this.origins = origins;
        this.sessions = sessions;
        this.watch = watch;
        this.helloFrames = helloFrames;
        this.connections = connections;
        this.addresses = addresses;
        this.settings = settings;
    }

    /** Whether the request asks for a WebSocket. */
    public static boolean isUpgrade(ServerHttpRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
    }

    /** Upgrades the request and serves the conversation. */
    public Mono<Void> accept(ServerWebExchange exchange, SocketConversation conversation) {
        var request = exchange.getRequest();
        if (!origins.allows(request)) {
            return Mono.error(
                    new ProblemException(
                            CommonError.FORBIDDEN, "Pages of this origin may not connect here."));
        }
        return person(request)
                .flatMap(person ->
                        upgrades.handleRequest(
                                exchange,
                                socket ->
                                        person.map(user -> accepted(socket, user, conversation))
                                                .orElseGet(() ->
                                                        waitForHello(
                                                                socket,
                                                                addresses.of(request),
                                                                conversation))));
    }

    // a browser whose cookie has expired may still send a ticket; a wrong Bearer token is refused
    private Mono<Optional<SignedInUser>> person(ServerHttpRequest request) {
        var bearer = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION) != null;
        return sessions.require(request)
                .map(Optional::of)
                .onErrorResume(
                        ProblemException.class,
                        problem ->
                                !bearer && problem.code() == CommonError.UNAUTHENTICATED
                                        ? Mono.just(Optional.empty())
                                        : Mono.error(problem));
    }

    private Mono<Void> accepted(
            WebSocketSession socket, SignedInUser user, SocketConversation conversation) {
        // a page may send a hello frame although its cookie was valid: it is not passed on to the
        // service
        var incoming =
                InboundFrames.of(socket).filter(message -> helloFrames.read(message) == null);
        return untilAccessEnds(socket, user, conversation.serve(socket, user, incoming, null));
    }

    private Mono<Void> waitForHello(
            WebSocketSession socket, String address, SocketConversation conversation) {
        var place = connections.unproven(address);
        if (place.isEmpty()) {
            return CloseCodes.close(socket, CloseCodes.TOO_MANY);
        }
        var waiting = place.get();
        return InboundFrames.of(socket)
                .timeout(Mono.delay(settings.helloTimeout()), _ -> Mono.never())
                .switchOnFirst((first, all) -> {
                    waiting.giveBack();
                    var message = first.get();
                    var hello = message == null ? null : helloFrames.read(message);
                    return afterHello(socket, hello, all.skip(1), conversation).flux();
                })
                .onErrorResume(
                        TimeoutException.class,
                        _ ->
                                CloseCodes.close(socket, CloseCodes.UNAUTHENTICATED)
                                        .then(Mono.empty()))
                .doFinally(_ -> waiting.giveBack())
                .then();
    }

    private Mono<Void> afterHello(
            WebSocketSession socket,
            @Nullable JsonNode hello,
            Flux<WebSocketMessage> incoming,
            SocketConversation conversation) {
        var ticket = hello == null ? "" : hello.path("ticket").asString("");
        return (ticket.isEmpty() ? Mono.<SignedInUser>empty() : sessions.redeem(ticket))
                .map(user ->
                        untilAccessEnds(
                                socket, user, conversation.serve(socket, user, incoming, hello)))
                .switchIfEmpty(Mono.just(CloseCodes.close(socket, CloseCodes.UNAUTHENTICATED)))
                .flatMap(serving -> serving);
    }

    private Mono<Void> untilAccessEnds(
            WebSocketSession socket, SignedInUser user, Mono<Void> conversation) {
        return Mono.defer(() -> {
            var place = connections.ofPerson(user.userId());
            if (place.isEmpty()) {
                return CloseCodes.close(socket, CloseCodes.TOO_MANY);
            }
            var ended =
                    watch.untilAccessEnds(user)
                            .then(
                                    Mono.defer(() ->
                                            CloseCodes.close(socket, CloseCodes.ACCESS_ENDED)));
            return Mono.firstWithSignal(conversation, ended).doFinally(_ -> place.get().giveBack());
        });
    }
}
