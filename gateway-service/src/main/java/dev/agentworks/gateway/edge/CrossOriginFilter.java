package dev.agentworks.gateway.edge;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.List;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Allows cross-origin calls with cookies from the configured origins and refuses all others. */
@Component
@Order(20)
class CrossOriginFilter implements WebFilter {
    private static final List<String> EXPOSED =
            List.of(
                    "ETag",
                    "Location",
                    "Retry-After",
                    "X-Request-Id",
                    "RateLimit-Limit",
                    "RateLimit-Remaining",
                    "RateLimit-Reset");
    private static final String METHODS = "GET, POST, PUT, PATCH, DELETE";
    private static final String HEADERS =
            "Authorization, Content-Type, If-Match, If-None-Match, Idempotency-Key, X-CSRF-Token, X-Request-Id";

    private final AllowedOrigins origins;

    CrossOriginFilter(AllowedOrigins origins) {
        this.origins = origins;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var headers = exchange.getResponse().getHeaders();
        headers.add(HttpHeaders.VARY, HttpHeaders.ORIGIN);
        if (!origins.crosses(request)) {
            return chain.filter(exchange);
        }
        if (!origins.allows(request)) {
            return Mono.error(
                    new ProblemException(
                            CommonError.FORBIDDEN, "Pages of this origin may not call here."));
        }
        headers.setAccessControlAllowOrigin(request.getHeaders().getOrigin());
        headers.setAccessControlAllowCredentials(true);
        headers.setAccessControlExposeHeaders(EXPOSED);
        if (CorsUtils.isPreFlightRequest(request)) {
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
            headers.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, HEADERS);
            headers.setAccessControlMaxAge(600);
            exchange.getResponse().setStatusCode(HttpStatus.NO_CONTENT);
            return exchange.getResponse().setComplete();
        }
        return chain.filter(exchange);
    }
}
