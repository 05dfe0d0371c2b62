package dev.agentworks.gateway.route;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the services behind the gateway are.
 *
 * @param urls service name → base URL
 * @param connectTimeout how long a connection to any of them may take
 * @param modelTimeout how long the answer of a model may take; a stream has begun by then
 */
@ConfigurationProperties("agentworks.upstream")
public record Services(
        Map<String, URI> urls,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10m") Duration modelTimeout) {
    /** The base URL of a service. */
    public URI url(Answerer answerer) {
        var url = urls.get(answerer.service());
        if (url == null) {
            throw new IllegalStateException(
                    "agentworks.upstream.urls names no URL for " + answerer.service());
        }
        return url;
    }
}
