package dev.agentworks.gateway.core;

import dev.agentworks.gateway.route.TargetService;
import dev.agentworks.gateway.route.UpstreamCalls;
import dev.agentworks.gateway.route.UpstreamSettings;
import io.micrometer.observation.ObservationRegistry;
import io.netty.channel.ChannelOption;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** The HTTP client for core's internal routes, with its time limits. */
@Component
class CoreWebClient {
    // a page of a feed; core ends it at about one megabyte
    private static final int LARGEST = 16 << 20;

    private final WebClient client;

    CoreWebClient(
            UpstreamSettings upstream, UpstreamCalls calls, ObservationRegistry observations) {
        var http =
                HttpClient.create()
                        .option(
                                ChannelOption.CONNECT_TIMEOUT_MILLIS,
                                (int) upstream.connectTimeout().toMillis())
                        .responseTimeout(calls.timeLimit(TargetService.CORE));
        this.client =
                WebClient.builder()
                        .baseUrl(upstream.url(TargetService.CORE).toString())
                        .clientConnector(new ReactorClientHttpConnector(http))
                        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST))
                        .observationRegistry(observations)
                        .filter((request, next) -> limited(calls, request, next))
                        .build();
    }

    private static Mono<ClientResponse> limited(
            UpstreamCalls calls, ClientRequest request, ExchangeFunction next) {
        return calls.call(
                TargetService.CORE,
                call ->
                        next.exchange(request)
                                .doOnNext(response ->
                                        call.answered(
                                                response.statusCode().value(),
                                                response.headers()
                                                        .asHttpHeaders()
                                                        .getFirst(HttpHeaders.CONTENT_TYPE))));
    }

    WebClient client() {
        return client;
    }
}
