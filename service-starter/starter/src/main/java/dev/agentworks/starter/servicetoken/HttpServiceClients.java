package dev.agentworks.starter.servicetoken;

import dev.agentworks.starter.resilience.OutgoingCalls;
import java.net.http.HttpClient;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import org.springframework.core.env.PropertyResolver;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.JdkClientHttpRequestFactory;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.json.JsonMapper;

/** Clients over the JDK's HTTP client, one connection pool for each called service. */
final class HttpServiceClients implements ServiceClients {
    private final RestClient.Builder prototype;
    private final RemoteServices services;
    private final OutgoingCalls outgoing;
    private final ServiceTokens tokens;
    private final GoogleIdentity identity;
    private final PropertyResolver properties;
    private final JsonMapper json;
    private final Map<String, ClientHttpRequestFactory> connections = new ConcurrentHashMap<>();

    HttpServiceClients(
            RestClient.Builder prototype,
            RemoteServices services,
            OutgoingCalls outgoing,
            ServiceTokens tokens,
            GoogleIdentity identity,
            PropertyResolver properties,
            JsonMapper json) {
        this.prototype = prototype;
        this.services = services;
        this.outgoing = outgoing;
        this.tokens = tokens;
        this.identity = identity;
        this.properties = properties;
        this.json = json;
    }

    @Override
    public RestClient to(String service, String... scopes) {
        return prototype
                .clone()
                .baseUrl(url(service))
                .requestFactory(connections.computeIfAbsent(service, this::connect))
                .requestInterceptor(
                        new ServiceCall(outgoing.target(service), Set.of(scopes), tokens, identity))
                .defaultStatusHandler(
                        HttpStatusCode::isError,
                        (_, response) -> {
                            throw RemoteAnswer.problem(service, response, json);
                        })
                .build();
    }

    private String url(String service) {
        var url = services.get(service).url();
        if (url != null) {
            return url;
        }
        var variable =
                "AGENTWORKS_%s_URL".formatted(service.toUpperCase(Locale.ROOT).replace('-', '_'));
        return properties.getRequiredProperty(variable);
    }

    private ClientHttpRequestFactory connect(String service) {
        var remote = services.get(service);
        var http =
                HttpClient.newBuilder()
                        // no upgrade to HTTP/2: it would add a header and a round trip for nothing
                        .version(HttpClient.Version.HTTP_1_1)
                        .connectTimeout(remote.connectTimeout())
                        .executor(Executors.newVirtualThreadPerTaskExecutor())
                        .build();
        var factory = new JdkClientHttpRequestFactory(http);
        factory.setReadTimeout(outgoing.target(service).timeLimit());
        return factory;
    }
}
