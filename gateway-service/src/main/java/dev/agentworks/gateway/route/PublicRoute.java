package dev.agentworks.gateway.route;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/**
 * One path of the public API.
 *
 * @param timeout how long its answer may take
 * @param people whether a person must come themselves: no API key is accepted here
 */
public record PublicRoute(
        PathPattern path,
        Set<HttpMethod> methods,
        Answerer answerer,
        Access access,
        Duration timeout,
        boolean people) {
    /** The attribute of an exchange under which its route stands. */
    public static final String ATTRIBUTE = PublicRoute.class.getName();

    /** The id that stands in a path of this route under this name; null when the route has none. */
    public @Nullable String id(String name, ServerHttpRequest request) {
        var match = path.matchAndExtract(request.getPath().pathWithinApplication());
        return match == null ? null : match.getUriVariables().get(name);
    }

    static PublicRoute of(Answerer answerer, Access access, String path, HttpMethod... methods) {
        return new PublicRoute(
                PathPatternParser.defaultInstance.parse(path),
                Set.of(methods),
                answerer,
                access,
                Duration.ofSeconds(15),
                access != Access.KEY && !path.startsWith("/api/"));
    }

    PublicRoute within(Duration longest) {
        return new PublicRoute(path, methods, answerer, access, longest, people);
    }

    PublicRoute byPeople() {
        return new PublicRoute(path, methods, answerer, access, timeout, true);
    }

    /** The scope that an API key needs here; null when none is accepted. */
    public @Nullable String keyScope(HttpMethod method) {
        return switch (access) {
            case KEY -> "models";
            case SESSION ->
                    people ? null : HttpMethod.GET.equals(method) ? "api:read" : "api:write";
            case OPEN, SOCKET -> null;
        };
    }

    /** The scope of the service token that a forwarded call needs. */
    public String serviceScope() {
        return answerer.service() + (access == Access.KEY ? ":v1" : ":public");
    }
}
