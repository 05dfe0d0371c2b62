package dev.agentworks.gateway.edge;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/**
 * Answers only to our own names. A name that somebody else points at this server makes their page
 * look like ours to a browser, so a request by it is refused before anything believes its origin.
 * Probes come by whatever address the platform knows.
 */
@Component
@Order(16)
class HostFilter implements WebFilter {
    private static final Set<String> PROBES = Set.of("/live", "/ready", "/health");

    private final Set<String> names;

    HostFilter(EdgeSettings settings) {
        var known = new HashSet<>(settings.publicHosts());
        settings.allowedHosts().stream()
                .map(HostFilter::lower)
                .filter(name -> !name.isBlank())
                .forEach(known::add);
        this.names = Set.copyOf(known);
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var hosts = request.getHeaders().getOrEmpty(HttpHeaders.HOST);
        return isOurs(hosts) || PROBES.contains(request.getPath().value())
                ? chain.filter(exchange)
                : Mono.error(refusal());
    }

    private boolean isOurs(List<String> hosts) {
        return hosts.size() == 1 && names.contains(lower(withoutPort(hosts.getFirst())));
    }

    private static String withoutPort(String host) {
        int colon = host.lastIndexOf(':');
        return colon > host.lastIndexOf(']') ? host.substring(0, colon) : host;
    }

    private static String lower(String name) {
        return name.strip().toLowerCase(Locale.ROOT);
    }

    private static ProblemException refusal() {
        return new ProblemException(
                        CommonError.INVALID_REQUEST, "This server is not known by this name.")
                .invalid("header:Host", "must be the host of the public address");
    }
}
