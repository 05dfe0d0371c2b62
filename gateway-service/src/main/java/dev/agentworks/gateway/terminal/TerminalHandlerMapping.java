package dev.agentworks.gateway.terminal;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Maps the terminal's path; ordered before the forwarded routes. */
@Configuration(proxyBeanMethods = false)
class TerminalHandlerMapping {
    @Bean
    HandlerMapping terminalMapping(TerminalEndpoint endpoint) {
        return new SimpleUrlHandlerMapping(Map.of("/api/cards/{card}/terminal", endpoint), -5);
    }
}
