package dev.agentworks.gateway.edge;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Bounds how long a request may take to arrive. */
@Configuration(proxyBeanMethods = false)
class ConnectionConfiguration {
    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> requestDeadlines(
            EdgeSettings settings) {
        return factory ->
                factory.addServerCustomizers(server ->
                        server.doOnChannelInit((_, channel, _) ->
                                RequestDeadlines.watch(
                                        channel,
                                        settings.headDeadline(),
                                        settings.bodyDeadline())));
    }
}
