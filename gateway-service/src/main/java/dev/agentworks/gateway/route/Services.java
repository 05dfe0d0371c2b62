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
 */
@ConfigurationProperties("agentworks.upstream")
public record Services(Map<String, URI> urls, @DefaultValue("2s") Duration connectTimeout) {
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
