package dev.agentworks.gateway.forward;

import dev.agentworks.gateway.route.PublicRoute;
import dev.agentworks.gateway.route.UpstreamCalls;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Limits forwarded calls by their service's circuit breaker and bulkhead. The inner filters end
 * when the head of the answer is there; its body is written by an outer one, however long it takes.
 */
@Component
class UpstreamCallFilter implements GatewayFilter {
    /** Around the filters that make the call, inside those that write the answer. */
    static final int ORDER = Ordered.LOWEST_PRECEDENCE - 2;

    private final UpstreamCalls calls;

    UpstreamCallFilter(UpstreamCalls calls) {
        this.calls = calls;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        PublicRoute route = exchange.getRequiredAttribute(PublicRoute.ATTRIBUTE);
        return calls.call(
                route.service(),
                call ->
                        chain.filter(exchange)
                                .doOnSuccess(_ -> {
                                    var response = exchange.getResponse();
                                    var status = response.getStatusCode();
                                    call.answered(
                                            status == null ? 200 : status.value(),
                                            response.getHeaders()
                                                    .getFirst(HttpHeaders.CONTENT_TYPE));
                                }));
    }
}
