package dev.agentworks.gateway.socket;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import reactor.netty.http.server.WebsocketServerSpec;

/** Configures how a request is upgraded to a WebSocket. */
@Configuration(proxyBeanMethods = false)
class SocketConfiguration {
    @Bean
    WebSocketService upgrades(SocketSettings settings) {
        return new HandshakeWebSocketService(
                new ReactorNettyRequestUpgradeStrategy(() ->
                        WebsocketServerSpec.builder()
                                .maxFramePayloadLength((int) settings.clientFrame().toBytes())));
    }
}
