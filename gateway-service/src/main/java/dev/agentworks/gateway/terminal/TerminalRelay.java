package dev.agentworks.gateway.terminal;

import dev.agentworks.gateway.edge.RequestIds;
import dev.agentworks.gateway.route.Answerer;
import dev.agentworks.gateway.route.CloudRunDoor;
import dev.agentworks.gateway.route.Services;
import dev.agentworks.gateway.session.Grants;
import dev.agentworks.gateway.session.SignedIn;
import dev.agentworks.gateway.socket.Closing;
import dev.agentworks.gateway.socket.Incoming;
import dev.agentworks.gateway.socket.SocketSettings;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.ServiceTokens;
import io.netty.channel.ChannelOption;
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
 * Connects a client's socket with the monitor's: frames go through both ways as they are, only as
 * fast as the other side takes them, and either side's close becomes the other's.
 */
@Component
class TerminalRelay {
    private static final String MONITOR = Answerer.MONITOR.service();

    private final ReactorNettyWebSocketClient sockets;
    private final Grants grants;
    private final ServiceTokens tokens;
    private final CloudRunDoor door;
    private final URI monitor;

    TerminalRelay(
            Services services,
            Grants grants,
            ServiceTokens tokens,
            CloudRunDoor door,
            SocketSettings settings) {
        this.grants = grants;
        this.tokens = tokens;
        this.door = door;
        this.monitor = services.url(Answerer.MONITOR);
        var http =
                HttpClient.create()
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                (int) services.connectTimeout().toMillis());
        // pings of the monitor go to the client, whose answer shows the monitor that somebody is
        // there
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
            SignedIn user,
            Flux<WebSocketMessage> incoming,
            String path,
            String requestId) {
        return Mono.zip(grants.of(user.userId()), door.headersFor(Answerer.MONITOR))
                .flatMap(found -> {
                    var headers = new HttpHeaders();
                    headers.addAll(found.getT2());
                    headers.setBearerAuth(
                            tokens.mint(
                                    MONITOR,
                                    Set.of(MONITOR + ":public"),
                                    new ActingUser(user.userId(), found.getT1())));
                    headers.set(RequestIds.HEADER, requestId);
                    return sockets.execute(
                            address(path),
                            headers,
                            upstream -> connect(client, upstream, incoming));
                })
                .onErrorResume(error -> Closing.of(client, RelayClosing.of(error)));
    }

    private static Mono<Void> connect(
            WebSocketSession client, WebSocketSession upstream, Flux<WebSocketMessage> incoming) {
        // a broken connection ends the frames of its side: that, not the failed write, says how
        var up =
                upstream.send(incoming.doOnNext(WebSocketMessage::retain))
                        .onErrorComplete()
                        .then(Mono.defer(() -> closing(client)))
                        .flatMap(status -> Closing.of(upstream, status));
        var down =
                client.send(Incoming.of(upstream).doOnNext(WebSocketMessage::retain))
                        .onErrorComplete()
                        .then(Mono.defer(() -> closing(upstream)))
                        .flatMap(status -> Closing.of(client, status));
        return Mono.firstWithSignal(up, down);
    }

    private static Mono<CloseStatus> closing(WebSocketSession ended) {
        return ended.closeStatus()
                .defaultIfEmpty(CloseStatus.NO_CLOSE_FRAME)
                .map(RelayClosing::sendable);
    }

    private URI address(String path) {
        var scheme = "https".equals(monitor.getScheme()) ? "wss" : "ws";
        return URI.create(scheme + "://" + monitor.getRawAuthority() + path);
    }
}
