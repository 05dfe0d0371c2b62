package dev.agentworks.gateway.socket;

import dev.agentworks.gateway.edge.Origins;
import dev.agentworks.gateway.session.Sessions;
import dev.agentworks.gateway.session.SignedIn;
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
 * Lets WebSockets in: of our own pages by cookie, of programs by Bearer token, of anybody who shows
 * a ticket in the first frame. And ends them when their person may no longer have them.
 */
@Component
public class SocketDoor {
    private final WebSocketService upgrades;
    private final Origins origins;
    private final Sessions sessions;
    private final SocketWatch watch;
    private final Hellos hellos;
    private final SocketSettings settings;

    SocketDoor(
            WebSocketService upgrades,
            Origins origins,
            Sessions sessions,
            SocketWatch watch,
            Hellos hellos,
            SocketSettings settings) {
        this.upgrades = upgrades;
        this.origins = origins;
        this.sessions = sessions;
        this.watch = watch;
        this.hellos = hellos;
        this.settings = settings;
    }

    /** Whether the request asks for a WebSocket. */
    public static boolean isUpgrade(ServerHttpRequest request) {
        return "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
    }

    /** Upgrades the request and holds the conversation. */
    public Mono<Void> open(ServerWebExchange exchange, Conversation conversation) {
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
                                        person.map(user -> known(socket, user, conversation))
                                                .orElseGet(() -> stranger(socket, conversation))));
    }

    // a browser whose cookie has run out may still bring a ticket; a wrong Bearer token is refused
    private Mono<Optional<SignedIn>> person(ServerHttpRequest request) {
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

    private Mono<Void> known(WebSocketSession socket, SignedIn user, Conversation conversation) {
        // a page may greet although its cookie was good: the greeting is for us, not for the
        // service
        var incoming = Incoming.of(socket).filter(message -> hellos.read(message) == null);
        return watched(socket, user, conversation.hold(socket, user, incoming, null));
    }

    private Mono<Void> stranger(WebSocketSession socket, Conversation conversation) {
        return Incoming.of(socket)
                .timeout(Mono.delay(settings.helloWithin()), _ -> Mono.never())
                .switchOnFirst((first, all) -> {
                    var message = first.get();
                    var hello = message == null ? null : hellos.read(message);
                    return greeted(socket, hello, all.skip(1), conversation).flux();
                })
                .onErrorResume(
                        TimeoutException.class,
                        _ -> Closing.of(socket, Closing.UNAUTHENTICATED).then(Mono.empty()))
                .then();
    }

    private Mono<Void> greeted(
            WebSocketSession socket,
            @Nullable JsonNode hello,
            Flux<WebSocketMessage> incoming,
            Conversation conversation) {
        var ticket = hello == null ? "" : hello.path("ticket").asString("");
        return (ticket.isEmpty() ? Mono.<SignedIn>empty() : sessions.redeem(ticket))
                .map(user ->
                        watched(socket, user, conversation.hold(socket, user, incoming, hello)))
                .switchIfEmpty(Mono.just(Closing.of(socket, Closing.UNAUTHENTICATED)))
                .flatMap(held -> held);
    }

    private Mono<Void> watched(WebSocketSession socket, SignedIn user, Mono<Void> conversation) {
        var cut =
                watch.untilNoLongerGood(user)
                        .then(Mono.defer(() -> Closing.of(socket, Closing.ENDED)));
        return Mono.firstWithSignal(conversation, cut);
    }
}
