package dev.agentworks.gateway.forward;

import dev.agentworks.gateway.edge.RequestIds;
import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/**
 * The headers that go on to a service: those that are named here and no others. So no cookie, no
 * token of a person, and nothing that a client says about where it comes from.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ForwardedHeaders implements HttpHeadersFilter {
    /** The attribute of an exchange that holds the service token of its forwarded call. */
    static final String TOKEN = ForwardedHeaders.class.getName() + ".token";

    /** The attribute of an exchange that holds what Cloud Run asks of its forwarded call. */
    static final String DOOR = ForwardedHeaders.class.getName() + ".door";

    /** The attribute of an exchange that holds the id of the API key it came with. */
    static final String KEY = ForwardedHeaders.class.getName() + ".key";

    private static final String KEY_ID = "X-Api-Key-Id";
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

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        var headers = new HttpHeaders();
        input.forEach((name, values) -> {
            if (FORWARDED.contains(name.toLowerCase(Locale.ROOT))) {
                headers.addAll(name, values);
            }
        });
        headers.setBearerAuth(exchange.getRequiredAttribute(TOKEN));
        headers.addAll(exchange.getAttributeOrDefault(DOOR, HttpHeaders.EMPTY));
        String key = exchange.getAttribute(KEY);
        if (key != null) {
            headers.set(KEY_ID, key);
        }
        headers.set(RequestIds.HEADER, exchange.getRequiredAttribute(RequestIds.HEADER));
        return headers;
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.REQUEST;
    }
}
