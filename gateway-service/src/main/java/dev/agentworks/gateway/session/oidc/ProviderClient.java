package dev.agentworks.gateway.session.oidc;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.resilience.OutgoingCalls;
import dev.agentworks.starter.resilience.TargetUnavailableException;
import io.netty.channel.ChannelOption;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.util.LinkedMultiValueMap;
import org.springframework.web.reactive.function.BodyInserters;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientException;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;

/** Speaks with the providers: their metadata, their keys, and codes for tokens. */
@Component
class ProviderClient {
    private static final String KIND = "oidc";
    private static final int LARGEST = 256 << 10;

    private final WebClient http;
    private final OutgoingCalls outgoing;
    private final OidcSettings settings;
    private final Clock clock;
    private final ConcurrentMap<String, Known<ProviderMetadata>> metadata =
            new ConcurrentHashMap<>();
    private final ConcurrentMap<URI, Known<String>> keys = new ConcurrentHashMap<>();

    ProviderClient(OutgoingCalls outgoing, OidcSettings settings, Clock clock) {
        this.outgoing = outgoing;
        this.settings = settings;
        this.clock = clock;
        this.http =
                WebClient.builder()
                        .clientConnector(
                                new ReactorClientHttpConnector(
                                        HttpClient.create()
                                                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 2_000)
                                                .responseTimeout(Duration.ofSeconds(5))))
                        .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LARGEST))
                        .build();
    }

    Mono<ProviderMetadata> metadata(OidcProvider provider) {
        return remembered(
                metadata,
                provider.name(),
                limited(
                        provider,
                        http.get()
                                .uri(below(provider.issuer()))
                                .exchangeToMono(answer -> read(answer, ProviderMetadata.class))
                                // a document of another issuer would send people elsewhere
                                .filter(found ->
                                        found.issuer().equals(provider.issuer().toString()))
                                .switchIfEmpty(Mono.error(ProviderClient::unavailable))));
    }

    /**
     * The provider's public keys, as a JSON Web Key Set.
     *
     * @param fresh asks again: a token names a key that was not there
     */
    Mono<String> keys(OidcProvider provider, ProviderMetadata of, boolean fresh) {
        if (fresh) {
            keys.remove(of.keys());
        }
        return remembered(
                keys,
                of.keys(),
                limited(
                        provider,
                        http.get()
                                .uri(of.keys())
                                .exchangeToMono(answer -> read(answer, String.class))));
    }

    /** The id token that a code stands for. */
    Mono<String> redeem(
            OidcProvider provider,
            ProviderMetadata of,
            String code,
            PendingSignIn pending,
            URI callback) {
        var form = new LinkedMultiValueMap<String, String>();
        form.add("grant_type", "authorization_code");
        form.add("code", code);
        form.add("redirect_uri", callback.toString());
        form.add("code_verifier", pending.verifier());
        form.add("client_id", provider.clientId());
        form.add("client_secret", provider.clientSecret());
        return limited(
                provider,
                http.post()
                        .uri(of.tokenEndpoint())
                        .body(BodyInserters.fromFormData(form))
                        .exchangeToMono(answer ->
                                answer.statusCode().is4xxClientError()
                                        ? answer.releaseBody()
                                                .then(Mono.error(ProviderClient::refused))
                                        : read(answer, Tokens.class))
                        .mapNotNull(Tokens::idToken)
                        .switchIfEmpty(Mono.error(ProviderClient::refused)));
    }

    private <T> Mono<T> limited(OidcProvider provider, Mono<T> exchange) {
        return Mono.defer(
                        () -> {
                            var call = outgoing.target(KIND + "-" + provider.name(), KIND).begin();
                            return exchange.doOnSuccess(_ -> call.answered(200, null))
                                    .doOnError(WebClientException.class, call::failed)
                                    .doFinally(_ -> call.abandoned());
                        })
                .onErrorMap(WebClientException.class, _ -> unavailable())
                .onErrorMap(TargetUnavailableException.class, _ -> unavailable());
    }

    private <K, T> Mono<T> remembered(ConcurrentMap<K, Known<T>> known, K key, Mono<T> asking) {
        return Mono.defer(() -> {
            var before = known.get(key);
            var now = clock.instant();
            return before != null && before.until().isAfter(now)
                    ? Mono.just(before.value())
                    : asking.doOnNext(value ->
                            known.put(key, new Known<>(value, now.plus(settings.metadataLife()))));
        });
    }

    private static <T> Mono<T> read(ClientResponse answer, Class<T> type) {
        return answer.statusCode().is2xxSuccessful()
                ? answer.bodyToMono(type)
                        .onErrorMap(
                                error -> !(error instanceof ProblemException), _ -> unavailable())
                : answer.releaseBody().then(Mono.error(ProviderClient::unavailable));
    }

    private static URI below(URI issuer) {
        return URI.create(
                issuer.toString().replaceAll("/+$", "") + "/.well-known/openid-configuration");
    }

    private static ProblemException unavailable() {
        return new ProblemException(
                        OidcError.SIGN_IN_UNAVAILABLE,
                        "The provider does not answer as it should; try again, or sign in with your password.")
                .retryAfter(Duration.ofSeconds(5));
    }

    static ProblemException refused() {
        return new ProblemException(
                OidcError.SIGN_IN_REFUSED, "The provider has not signed you in; begin again.");
    }

    private record Known<T>(T value, Instant until) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Tokens(@JsonProperty("id_token") @Nullable String idToken) {}
}
