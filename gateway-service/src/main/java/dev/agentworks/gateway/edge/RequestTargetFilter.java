package dev.agentworks.gateway.edge;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.problem.RequestTarget;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses a path or a query that is not percent-encoded UTF-8, wherever it would go. */
@Component
@Order(25)
class RequestTargetFilter implements WebFilter {
    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var target = exchange.getRequest().getURI();
        var path = target.getRawPath() == null ? "/" : target.getRawPath();
        var fault = RequestTarget.fault(path, target.getRawQuery());
        return fault == null
                ? chain.filter(exchange)
                : Mono.error(
                        new ProblemException(CommonError.INVALID_REQUEST, "The address is no text.")
                                .invalid(fault.pointer(), fault.message()));
    }
}
