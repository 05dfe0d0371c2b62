package dev.agentworks.monitor.live.web;

import org.apache.tomcat.websocket.server.WsSci;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Adds WebSocket support to the embedded server, which Spring Boot does only with a module we do
 * not use.
 */
@Configuration(proxyBeanMethods = false)
class WebSocketServer {
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> webSocketSupport() {
        return factory ->
                factory.addContextCustomizers(
                        context -> context.addServletContainerInitializer(new WsSci(), null));
    }
}
