package dev.agentworks.gateway.session;

import dev.agentworks.gateway.route.Answerer;
import dev.agentworks.gateway.route.Services;
import io.micrometer.observation.ObservationRegistry;
import io.netty.channel.ChannelOption;
import java.time.Duration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

/** The connection to core's internal routes, with its limits of time. */
@Component
class CoreConnection {
    private final WebClient client;

    CoreConnection(Services services, ObservationRegistry observations) {
        var http =
                HttpClient.create()
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                (int) services.connectTimeout().toMillis())
                        .responseTimeout(Duration.ofSeconds(10));
        this.client =
                WebClient.builder()
                        .baseUrl(services.url(Answerer.CORE).toString())
                        .clientConnector(new ReactorClientHttpConnector(http))
                        .observationRegistry(observations)
                        .build();
    }

    WebClient client() {
        return client;
    }
}
