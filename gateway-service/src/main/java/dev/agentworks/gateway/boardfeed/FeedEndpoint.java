package dev.agentworks.gateway.boardfeed;

import dev.agentworks.gateway.route.PublicRoute;
import dev.agentworks.gateway.session.MembershipCache;
import dev.agentworks.gateway.session.SignedInUser;
import dev.agentworks.gateway.socket.CloseCodes;
import dev.agentworks.gateway.socket.SocketSettings;
import dev.agentworks.gateway.socket.WebSocketHandshake;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebHandler;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import tools.jackson.databind.JsonNode;

/**
 * The feed of a workspace: as a WebSocket, or as server-sent events for clients without WebSockets.
 */
@Component
class FeedEndpoint implements WebHandler {
    private final WebSocketHandshake handshake;
    private final FeedEventStream stream;
    private final BoardFeed feed;
    private final MembershipCache memberships;
    private final SocketSettings settings;

    FeedEndpoint(
            WebSocketHandshake handshake,
            FeedEventStream stream,
            BoardFeed feed,
            MembershipCache memberships,
            SocketSettings settings) {
        this.handshake = handshake;
        this.stream = stream;
        this.feed = feed;
        this.memberships = memberships;
        this.settings = settings;
    }

    @Override
    public Mono<Void> handle(ServerWebExchange exchange) {
        var workspaceId = workspace(exchange);
        var after = after(exchange);
        if (WebSocketHandshake.isUpgrade(exchange.getRequest())) {
            return handshake.accept(
                    exchange,
                    (socket, user, incoming, hello) ->
                            serve(socket, user, incoming, workspaceId, resumed(after, hello)));
        }
        return stream.write(exchange, workspaceId, after);
    }

    private Mono<Void> serve(
            WebSocketSession socket,
            SignedInUser user,
            Flux<WebSocketMessage> incoming,
            String workspaceId,
            @Nullable Long after) {
        return memberships
                .of(user.userId(), workspaceId)
                .flatMap(known ->
                        known.containsKey(workspaceId)
                                ? send(socket, incoming, workspaceId, after)
                                : CloseCodes.close(socket, CloseCodes.NOT_FOUND));
    }

    private Mono<Void> send(
            WebSocketSession socket,
            Flux<WebSocketMessage> incoming,
            String workspaceId,
            @Nullable Long after) {
        var frames = feed.read(workspaceId, after).map(frame -> socket.textMessage(frame.text()));
        var pings =
                Flux.interval(settings.ping())
                        .onBackpressureDrop()
                        .map(_ -> socket.pingMessage(buffers -> buffers.wrap(new byte[0])));
        var sent =
                socket.send(frames.mergeWith(pings))
                        .then(Mono.defer(() -> CloseCodes.close(socket, CloseStatus.NORMAL)))
                        .onErrorResume(
                                FeedSubscriber.TooSlowException.class,
                                _ -> CloseCodes.close(socket, CloseCodes.TOO_SLOW));
        return Mono.firstWithSignal(sent, incoming.then());
    }

    private static @Nullable Long resumed(@Nullable Long after, @Nullable JsonNode hello) {
        return hello != null && hello.path("after").isIntegralNumber()
                ? (Long) hello.path("after").asLong()
                : after;
    }

    private static String workspace(ServerWebExchange exchange) {
        PublicRoute route = exchange.getRequiredAttribute(PublicRoute.ATTRIBUTE);
        return Objects.requireNonNull(route.id("workspace", exchange.getRequest()));
    }

    private static @Nullable Long after(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var last = request.getHeaders().getFirst("Last-Event-ID");
        var text = last == null ? request.getQueryParams().getFirst("after") : last;
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new ProblemException(
                            CommonError.INVALID_REQUEST, "The place to resume from is no seq.")
                    .invalid("query:after", "must be the seq of a frame");
        }
    }
}
