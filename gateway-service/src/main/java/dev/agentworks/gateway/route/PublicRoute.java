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
 * @param timeout how long its response may take
 * @param peopleOnly whether only a signed-in person may call: no API key is accepted here
 */
public record PublicRoute(
        PathPattern path,
        Set<HttpMethod> methods,
        TargetService service,
        Access access,
        Duration timeout,
        boolean peopleOnly) {
    /** The attribute of an exchange that holds its route. */
    public static final String ATTRIBUTE = PublicRoute.class.getName();

    /** The path variable of this name in a request; null when the route has none. */
    public @Nullable String id(String name, ServerHttpRequest request) {
        var match = path.matchAndExtract(request.getPath().pathWithinApplication());
        return match == null ? null : match.getUriVariables().get(name);
    }

    static PublicRoute of(
            TargetService service, Access access, String path, HttpMethod... methods) {
        return new PublicRoute(
                PathPatternParser.defaultInstance.parse(path),
                Set.of(methods),
                service,
                access,
                Duration.ofSeconds(15),
                access != Access.KEY && !path.startsWith("/api/"));
    }

    PublicRoute within(Duration longest) {
        return new PublicRoute(path, methods, service, access, longest, peopleOnly);
    }

    PublicRoute forPeopleOnly() {
        return new PublicRoute(path, methods, service, access, timeout, true);
    }

    /** The scope an API key needs here; null when no key is accepted. */
    public @Nullable String keyScope(HttpMethod method) {
        return switch (access) {
            case KEY -> "models";
            case SESSION ->
                    peopleOnly ? null : HttpMethod.GET.equals(method) ? "api:read" : "api:write";
            // asking for what is missing is a POST, and reads
            case GIT -> "api:read";
            case OPEN, SOCKET -> null;
        };
    }

    /** The scope the service token of a forwarded call needs. */
    public String serviceScope() {
        return service.id() + (access == Access.KEY ? ":v1" : ":public");
    }
}
