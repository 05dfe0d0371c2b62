package dev.agentworks.gateway.core;

import dev.agentworks.gateway.edge.RequestIds;
import dev.agentworks.gateway.route.CloudRunUpstream;
import dev.agentworks.gateway.route.TargetService;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ServiceTokens;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;

/** Calls core's internal routes on the gateway's own behalf. */
@Component
public class CoreClient {
    private static final String CORE = "core";
    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final WebClient http;
    private final ServiceTokens tokens;
    private final CloudRunUpstream cloudRun;

    CoreClient(CoreWebClient connection, ServiceTokens tokens, CloudRunUpstream cloudRun) {
        this.http = connection.client();
        this.tokens = tokens;
        this.cloudRun = cloudRun;
    }

    /**
     * Core's response; a refusal of the client's input becomes a {@link ProblemException} with
     * core's text.
     */
    public <T> Mono<T> call(
            String scope, HttpMethod method, String path, @Nullable Object body, Class<T> answer) {
        return cloudRun.headersFor(TargetService.CORE)
                .flatMap(
                        cloudRunHeaders -> send(scope, method, path, body, answer, cloudRunHeaders))
                .onErrorMap(WebClientRequestException.class, error -> unreachable(error))
                .onErrorMap(TimeoutException.class, error -> unreachable(error));
    }

    private <T> Mono<T> send(
            String scope,
            HttpMethod method,
            String path,
            @Nullable Object body,
            Class<T> answer,
            HttpHeaders cloudRunHeaders) {
        return Mono.deferContextual(context -> {
            var request =
                    http.method(method)
                            .uri(path)
                            .headers(headers -> headers.addAll(cloudRunHeaders))
                            .header(
                                    HttpHeaders.AUTHORIZATION,
                                    "Bearer " + tokens.mint(CORE, Set.of(scope), null))
                            .header(RequestIds.HEADER, RequestIds.in(context));
            return (body == null ? request : request.bodyValue(body))
                    .exchangeToMono(response -> read(response, answer));
        });
    }

    private static <T> Mono<T> read(ClientResponse response, Class<T> answer) {
        HttpStatusCode status = response.statusCode();
        if (status.is2xxSuccessful()) {
            return response.bodyToMono(answer);
        }
        if (status.is5xxServerError()) {
            return response.releaseBody().then(Mono.error(() -> unreachable(null)));
        }
        return RelayedProblem.read(response)
                .switchIfEmpty(Mono.error(() -> unreachable(null)))
                .flatMap(Mono::error);
    }

    private static ProblemException unreachable(@Nullable Throwable cause) {
        var problem =
                new ProblemException(
                                CommonError.UNAVAILABLE,
                                "The service for accounts does not answer at the moment. Try again.")
                        .retryAfter(PAUSE);
        if (cause != null) {
            problem.initCause(cause);
        }
        return problem;
    }
}
