package dev.agentworks.gateway.route;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.problem.RequestTarget;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Refuses parameters that a route of the gateway itself does not know; services see to theirs. */
@Component
@Order(65)
class OwnRouteParameters implements WebFilter {
    private static final Set<String> OF_SOCKETS = Set.of("after");
    private static final String SIGN_IN = "/auth/oidc/{provider}";
    private static final Set<String> OF_SIGN_IN = Set.of("returnTo");
    private static final String CALLBACK = SIGN_IN + "/callback";

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PublicRoute route = exchange.getAttribute(PublicRoute.ATTRIBUTE);
        if (route == null || route.service() != TargetService.GATEWAY) {
            return chain.filter(exchange);
        }
        var path = route.path().getPatternString();
        if (path.equals(CALLBACK)) {
            // providers send what they like, and their requests are none of the browser's making
            return chain.filter(exchange);
        }
        Set<String> known =
                route.access() == Access.SOCKET
                        ? OF_SOCKETS
                        : path.equals(SIGN_IN) ? OF_SIGN_IN : Set.of();
        return RequestTarget.parameters(exchange.getRequest().getURI().getRawQuery())
                .entrySet()
                .stream()
                .filter(given -> !known.contains(given.getKey()) || given.getValue().size() > 1)
                .findFirst()
                .map(given -> Mono.<Void>error(refusal(given.getKey(), known)))
                .orElseGet(() -> chain.filter(exchange));
    }

    private static ProblemException refusal(String name, Set<String> known) {
        return new ProblemException(CommonError.INVALID_REQUEST, "A parameter is not valid.")
                .invalid(
                        "query:" + name,
                        known.contains(name)
                                ? "must be given once"
                                : "is not a parameter of this request");
    }
}
