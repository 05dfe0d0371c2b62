package dev.agentworks.gateway.edge;

import java.net.URI;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How the platform is seen from outside.
 *
 * @param publicUrl the origin people use; cookies are secure when it is https
 * @param allowedOrigins further origins whose pages may call the API
 * @param bodyLimit the largest body of a request
 * @param authBodyLimit the largest body of a sign-in
 * @param modelBodyLimit the largest body of a call of a model, which may hold images
 * @param trustedProxies how many proxies before us write X-Forwarded-For
 */
@ConfigurationProperties("agentworks.edge")
public record EdgeSettings(
        @DefaultValue("http://localhost:8080") URI publicUrl,
        @DefaultValue List<String> allowedOrigins,
        @DefaultValue("1MB") DataSize bodyLimit,
        @DefaultValue("64KB") DataSize authBodyLimit,
        @DefaultValue("8MB") DataSize modelBodyLimit,
        @DefaultValue("0") int trustedProxies) {
    /** Whether people come by https. */
    public boolean secure() {
        return "https".equals(publicUrl.getScheme());
    }
}
