package dev.agentworks.gateway.edge;

import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.netty.NettyPipeline;
import reactor.netty.http.server.HttpServer;

/** Puts {@link NettyProblems} behind the codec of every connection. */
@Configuration(proxyBeanMethods = false)
class NettyConfiguration {
    private static final String NAME = "agentworks.problems";

    @Bean
    WebServerFactoryCustomizer<NettyReactiveWebServerFactory> problemsOfNetty() {
        return factory -> factory.addServerCustomizers(NettyConfiguration::withProblems);
    }

    private static HttpServer withProblems(HttpServer server) {
        return server.doOnChannelInit((_, channel, _) ->
                channel.pipeline().addAfter(NettyPipeline.HttpCodec, NAME, new NettyProblems()));
    }
}
