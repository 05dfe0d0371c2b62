package dev.agentworks.gateway.route;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The addresses and time limits of the services behind the gateway.
 *
 * @param urls service name → base URL
 * @param connectTimeout how long connecting to any of them may take
 * @param modelTimeout how long the response of a model may take; a stream must begin within it
 */
@ConfigurationProperties("agentworks.upstream")
public record UpstreamSettings(
        Map<String, URI> urls,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("10m") Duration modelTimeout) {
    /** The base URL of a service. */
    public URI url(TargetService service) {
        var url = urls.get(service.id());
        if (url == null) {
            throw new IllegalStateException(
                    "agentworks.upstream.urls names no URL for " + service.id());
        }
        return url;
    }
}
