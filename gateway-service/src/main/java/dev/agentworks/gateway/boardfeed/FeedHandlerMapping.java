package dev.agentworks.gateway.boardfeed;

import java.util.Map;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.reactive.HandlerMapping;
import org.springframework.web.reactive.handler.SimpleUrlHandlerMapping;

/** Maps the feed's path; ordered before the forwarded routes. */
@Configuration(proxyBeanMethods = false)
class FeedHandlerMapping {
    @Bean
    HandlerMapping feedMapping(FeedEndpoint endpoint) {
        return new SimpleUrlHandlerMapping(
                Map.of("/api/workspaces/{workspace}/events", endpoint), -5);
    }
}
