package dev.agentworks.monitor.live.web;

import org.apache.tomcat.websocket.server.WsSci;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Gives the embedded server its WebSocket support; Spring Boot leaves that to a module we do not
 * have.
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
