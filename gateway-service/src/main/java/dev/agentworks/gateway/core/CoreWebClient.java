package dev.agentworks.gateway.core;

import dev.agentworks.gateway.route.TargetService;
import dev.agentworks.gateway.route.UpstreamSettings;
import io.micrometer.observation.ObservationRegistry;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

/** The HTTP client for core's internal routes, with its time limits. */
@Component
class CoreWebClient {
    private final WebClient client;

    CoreWebClient(UpstreamSettings upstream, ObservationRegistry observations) {
        var http =
                HttpClient.create()
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                (int) upstream.connectTimeout().toMillis())
                        .responseTimeout(Duration.ofSeconds(10));
        this.client =
                WebClient.builder()
                        .baseUrl(upstream.url(TargetService.CORE).toString())
                        .clientConnector(new ReactorClientHttpConnector(http))
                        .observationRegistry(observations)
                        .build();
    }

    WebClient client() {
        return client;
    }
}
