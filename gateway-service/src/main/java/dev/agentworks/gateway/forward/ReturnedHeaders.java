package dev.agentworks.gateway.forward;

import java.util.Locale;
import java.util.Set;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;

/** Filters the headers of a service's response; security headers are set by the gateway alone. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class ReturnedHeaders implements HttpHeadersFilter {
    private static final Set<String> RETURNED =
            Set.of(
                    "accept-ranges",
                    "allow",
                    "content-disposition",
                    "content-language",
                    "content-length",
                    "content-range",
                    "content-type",
                    "etag",
                    "idempotency-replayed",
                    "last-modified",
                    "link",
                    "location",
                    "retry-after",
                    // read by clients of OpenAI's API
                    "retry-after-ms",
                    "x-should-retry");
    private static final String OURS = "x-agentworks-";

    @Override
    public HttpHeaders filter(HttpHeaders input, ServerWebExchange exchange) {
        var headers = new HttpHeaders();
        input.forEach((name, values) -> {
            var lower = name.toLowerCase(Locale.ROOT);
            if (RETURNED.contains(lower) || lower.startsWith(OURS)) {
                headers.addAll(name, values);
            }
        });
        return headers;
    }

    @Override
    public boolean supports(Type type) {
        return type == Type.RESPONSE;
    }
}
