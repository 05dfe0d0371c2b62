package dev.agentworks.gateway.terminal;

import dev.agentworks.gateway.edge.RequestIds;
import dev.agentworks.gateway.route.CloudRunUpstream;
import dev.agentworks.gateway.route.TargetService;
import dev.agentworks.gateway.route.UpstreamCalls;
import dev.agentworks.gateway.route.UpstreamSettings;
import dev.agentworks.gateway.session.MembershipCache;
import dev.agentworks.gateway.session.SignedInUser;
import dev.agentworks.gateway.socket.CloseCodes;
import dev.agentworks.gateway.socket.InboundFrames;
import dev.agentworks.gateway.socket.SocketSettings;
import dev.agentworks.starter.resilience.OutgoingCall;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.ServiceTokens;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.websocketx.WebSocketClientHandshakeException;
import java.net.URI;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.CloseStatus;
import org.springframework.web.reactive.socket.WebSocketMessage;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;

/**
 * Relays a client's socket to the monitor: frames pass unchanged in both directions with
 * back-pressure, and when one side closes, the other is closed with the same code.
 */
@Component
class TerminalRelay {
    private static final String MONITOR = TargetService.MONITOR.id();

    private final ReactorNettyWebSocketClient sockets;
    private final UpstreamCalls calls;
    private final MembershipCache memberships;
    private final ServiceTokens tokens;
    private final CloudRunUpstream cloudRun;
    private final URI monitor;

    TerminalRelay(
            UpstreamSettings upstream,
            UpstreamCalls calls,
            MembershipCache memberships,
            ServiceTokens tokens,
            CloudRunUpstream cloudRun,
            SocketSettings settings) {
        this.calls = calls;
        this.memberships = memberships;
        this.tokens = tokens;
        this.cloudRun = cloudRun;
        this.monitor = upstream.url(TargetService.MONITOR);
        var http =
                HttpClient.create()
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                (int) upstream.connectTimeout().toMillis());
        // pings of the monitor are passed on to the client, so that the client's pong reaches the
        // monitor
        this.sockets =
                new ReactorNettyWebSocketClient(
                        http,
                        () ->
                                WebsocketClientSpec.builder()
                                        .handlePing(true)
                                        .maxFramePayloadLength(
                                                (int) settings.upstreamFrame().toBytes()));
    }

    Mono<Void> relay(
            WebSocketSession client,
            SignedInUser user,
            Flux<WebSocketMessage> incoming,
            String path,
            String requestId) {
        return Mono.zip(memberships.of(user.userId()), cloudRun.headersFor(TargetService.MONITOR))
                .flatMap(found -> {
                    var headers = new HttpHeaders();
                    headers.addAll(found.getT2());
                    headers.setBearerAuth(
                            tokens.mint(
                                    MONITOR,
                                    Set.of(MONITOR + ":public"),
                                    new ActingUser(user.userId(), found.getT1())));
                    headers.set(RequestIds.HEADER, requestId);
                    return calls.call(
                            TargetService.MONITOR,
                            call ->
                                    sockets.execute(
                                                    address(path),
                                                    headers,
                                                    upstream -> {
                                                        // only the handshake is limited
                                                        call.succeeded();
                                                        return connect(client, upstream, incoming);
                                                    })
                                            .doOnError(error -> reportRefusal(call, error)));
                })
                .onErrorResume(error -> CloseCodes.close(client, RelayCloseCodes.of(error)));
    }

    private static void reportRefusal(OutgoingCall call, Throwable error) {
        if (error instanceof WebSocketClientHandshakeException refused
                && refused.response() != null) {
            var response = refused.response();
            call.answered(
                    response.status().code(), response.headers().get(HttpHeaderNames.CONTENT_TYPE));
        }
    }

    private static Mono<Void> connect(
            WebSocketSession client, WebSocketSession upstream, Flux<WebSocketMessage> incoming) {
        // a broken connection ends the frames of its side: their end, not the failed write, gives
        // the close code
        var up =
                upstream.send(incoming.doOnNext(WebSocketMessage::retain))
                        .onErrorComplete()
                        .then(Mono.defer(() -> closing(client)))
                        .flatMap(status -> CloseCodes.close(upstream, status));
        var down =
                client.send(InboundFrames.of(upstream).doOnNext(WebSocketMessage::retain))
                        .onErrorComplete()
                        .then(Mono.defer(() -> closing(upstream)))
                        .flatMap(status -> CloseCodes.close(client, status));
        return Mono.firstWithSignal(up, down);
    }

    private static Mono<CloseStatus> closing(WebSocketSession ended) {
        return ended.closeStatus()
                .defaultIfEmpty(CloseStatus.NO_CLOSE_FRAME)
                .map(RelayCloseCodes::sendable);
    }

    private URI address(String path) {
        var scheme = "https".equals(monitor.getScheme()) ? "wss" : "ws";
        return URI.create(scheme + "://" + monitor.getRawAuthority() + path);
    }
}
