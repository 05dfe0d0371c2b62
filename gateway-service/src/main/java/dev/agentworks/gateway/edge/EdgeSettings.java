package dev.agentworks.gateway.edge;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the platform is seen from outside.
 *
 * @param publicUrl the origin people use; cookies are secure when it is https
 * @param allowedOrigins further origins whose pages may call the API
 * @param allowedHosts further names that the gateway answers to
 * @param headDeadline within which the line and the headers of a request must be here
 * @param bodyDeadline within which its body must be here
 * @param bodyLimit the largest body of a request
 * @param authBodyLimit the largest body of a sign-in
 * @param uploadLimit the largest file
 * @param modelBodyLimit the largest body of a call of a model, which may hold images
 * @param trustedProxies how many proxies before us write X-Forwarded-For
 */
@ConfigurationProperties("agentworks.edge")
public record EdgeSettings(
        @DefaultValue("http://localhost:8080") URI publicUrl,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue List<String> allowedHosts,
        @DefaultValue("10s") Duration headDeadline,
        @DefaultValue("60s") Duration bodyDeadline,
        @DefaultValue("1MB") DataSize bodyLimit,
        @DefaultValue("64KB") DataSize authBodyLimit,
        @DefaultValue("25MB") DataSize uploadLimit,
        @DefaultValue("8MB") DataSize modelBodyLimit,
        @DefaultValue("0") int trustedProxies) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    /** The names by which people reach us; those of this machine are the same. */
    public Set<String> publicHosts() {
        var host = publicUrl.getHost().toLowerCase(Locale.ROOT);
        return LOOPBACK.contains(host) ? LOOPBACK : Set.of(host);
    }

    /** Whether people come by https. */
    public boolean secure() {
        return "https".equals(publicUrl.getScheme());
    }
}
