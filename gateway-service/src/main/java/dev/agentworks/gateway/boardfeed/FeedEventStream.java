package dev.agentworks.gateway.boardfeed;

import dev.agentworks.gateway.session.MembershipCache;
import dev.agentworks.gateway.session.Sessions;
import dev.agentworks.gateway.session.SignedInUser;
import dev.agentworks.gateway.socket.AccessWatch;
import dev.agentworks.gateway.socket.OpenConnections;
import dev.agentworks.gateway.socket.SocketSettings;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Writes a feed as server-sent events. */
@Component
class FeedEventStream {
    /** How often a client that was refused should try again. */
    private static final Duration PAUSE = Duration.ofSeconds(10);

    private final Sessions sessions;
    private final MembershipCache memberships;
    private final AccessWatch watch;
    private final BoardFeed feed;
    private final OpenConnections connections;
    private final SocketSettings settings;

    FeedEventStream(
            Sessions sessions,
            MembershipCache memberships,
            AccessWatch watch,
            BoardFeed feed,
            OpenConnections connections,
            SocketSettings settings) {
        this.sessions = sessions;
        this.memberships = memberships;
        this.watch = watch;
        this.feed = feed;
        this.connections = connections;
        this.settings = settings;
    }

    Mono<Void> write(ServerWebExchange exchange, String workspaceId, @Nullable Long after) {
        return sessions.require(exchange.getRequest())
                .flatMap(user ->
                        memberships
                                .of(user.userId(), workspaceId)
                                .filter(known -> known.containsKey(workspaceId))
                                .switchIfEmpty(Mono.error(FeedEventStream::unknown))
                                .flatMap(_ -> counted(exchange, user, workspaceId, after)));
    }

    private Mono<Void> counted(
            ServerWebExchange exchange,
            SignedInUser user,
            String workspaceId,
            @Nullable Long after) {
        var place = connections.ofPerson(user.userId());
        if (place.isEmpty()) {
            return Mono.error(
                    new ProblemException(
                                    CommonError.RATE_LIMITED,
                                    "You have too many live connections. Close others.")
                            .retryAfter(PAUSE));
        }
        return write(
                        exchange,
                        events(workspaceId, after).takeUntilOther(watch.untilAccessEnds(user)))
                .doFinally(_ -> place.get().giveBack());
    }

    private Flux<String> events(String workspaceId, @Nullable Long after) {
        var frames =
                feed.read(workspaceId, after)
                        .map(frame -> "id: " + frame.seq() + "\ndata: " + frame.text() + "\n\n")
                        // the client reconnects with its last id
                        .onErrorComplete(FeedSubscriber.TooSlowException.class);
        var pings = Flux.interval(settings.ping()).onBackpressureDrop().map(_ -> ": ping\n\n");
        return frames.mergeWith(pings);
    }

    private static Mono<Void> write(ServerWebExchange exchange, Flux<String> events) {
        var response = exchange.getResponse();
        response.getHeaders().setContentType(MediaType.TEXT_EVENT_STREAM);
        // proxies must pass each event on at once
        response.getHeaders().set("X-Accel-Buffering", "no");
        return response.writeAndFlushWith(
                events.map(event ->
                        Mono.just(
                                response.bufferFactory()
                                        .wrap(event.getBytes(StandardCharsets.UTF_8)))));
    }

    private static ProblemException unknown() {
        return new ProblemException(CommonError.NOT_FOUND, "There is no such workspace.");
    }
}
