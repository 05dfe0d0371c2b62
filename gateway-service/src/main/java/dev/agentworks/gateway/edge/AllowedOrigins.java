package dev.agentworks.gateway.edge;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;

/** Which web pages may call: ours, and those of configured origins. */
@Component
public class AllowedOrigins {
    private final Set<String> allowed;

    AllowedOrigins(EdgeSettings settings) {
        this.allowed =
                Stream.concat(
                                ours(settings),
                                settings.allowedOrigins().stream()
                                        .filter(origin -> !origin.isBlank()))
                        .collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the page behind this request may have sent it; a request of no page may. */
    public boolean allows(ServerHttpRequest request) {
        var origin = request.getHeaders().getOrigin();
        return origin == null || allows(origin) || origin.equals(self(request));
    }

    /** Whether the request comes from a page of another origin. */
    boolean crosses(ServerHttpRequest request) {
        var origin = request.getHeaders().getOrigin();
        return origin != null && !origin.equals(self(request));
    }

    boolean allows(String origin) {
        return allowed.contains(origin);
    }

    // the host is one of ours: HostFilter refused every other
    private static @Nullable String self(ServerHttpRequest request) {
        var host = request.getHeaders().getFirst(HttpHeaders.HOST);
        return host == null ? null : request.getURI().getScheme() + "://" + host;
    }

    private static Stream<String> ours(EdgeSettings settings) {
        var url = settings.publicUrl();
        var port = url.getPort() < 0 ? "" : ":" + url.getPort();
        return settings.publicHosts().stream().map(host -> url.getScheme() + "://" + host + port);
    }
}
