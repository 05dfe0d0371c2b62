package dev.agentworks.gateway.forward;

import dev.agentworks.gateway.edge.ClientAddress;
import dev.agentworks.gateway.edge.RequestIds;
import dev.agentworks.gateway.route.Access;
import dev.agentworks.gateway.route.PublicRoute;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * Filters the headers of a forwarded call: those named here are passed on and no others. A service
 * gets no cookie, no token of a person, and no address a client claims to have.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ForwardedHeaders implements HttpHeadersFilter {
    /** The attribute of an exchange that holds the service token of its forwarded call. */
    static final String TOKEN = ForwardedHeaders.class.getName() + ".token";

    /**
     * The attribute of an exchange that holds the headers Cloud Run requires on its forwarded call.
     */
    static final String CLOUD_RUN = ForwardedHeaders.class.getName() + ".cloud-run";

    /** The attribute of an exchange that holds the id of the caller's API key. */
    static final String KEY = ForwardedHeaders.class.getName() + ".key";

    private static final String KEY_ID = "X-Api-Key-Id";

    /** The address as the gateway sees it, for audit logs; a client's own header is dropped. */
    private static final String CLIENT_ADDRESS = "X-Client-Address";

    private static final Set<String> FORWARDED =
            Set.of(
                    "accept",
                    "accept-language",
                    "content-length",
                    "content-type",
                    "if-match",
                    "if-none-match",
                    "idempotency-key",
                    "range",
                    "traceparent",
                    "tracestate",
                    "user-agent");

    /** Sent by Git clients and understood by the routes for them only. */
    private static final Set<String> FORWARDED_OF_GIT = Set.of("content-encoding", "git-protocol");

    private final ClientAddress addresses;

    ForwardedHeaders(ClientAddress addresses) {
        this.addresses = addresses;
    }

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        PublicRoute route = exchange.getRequiredAttribute(PublicRoute.ATTRIBUTE);
        var git = route.access() == Access.GIT;
        var headers = new HttpHeaders();
        input.forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (FORWARDED.contains(lower) || (git && FORWARDED_OF_GIT.contains(lower))) {
                headers.addAll(name, values);
            }
        });
        headers.setBearerAuth(exchange.getRequiredAttribute(TOKEN));
        headers.addAll(exchange.getAttributeOrDefault(CLOUD_RUN, HttpHeaders.EMPTY));
        String key = exchange.getAttribute(KEY);
        if (key != null) {
            headers.set(KEY_ID, key);
        }
        headers.set(CLIENT_ADDRESS, addresses.of(exchange.getRequest()));
        headers.set(RequestIds.HEADER, exchange.getRequiredAttribute(RequestIds.HEADER));
        return headers;
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.REQUEST;
    }
}
