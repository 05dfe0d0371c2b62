package dev.agentworks.gateway.route;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Finds the route of every API call; a path that is not in the table is answered 404. */
@Component
@Order(40)
class RouteFilter implements WebFilter {
    private final RouteTable table;

    RouteFilter(RouteTable table) {
        this.table = table;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        var request = exchange.getRequest();
        var path = request.getPath().pathWithinApplication();
        if (!isApiPath(path.value())) {
            return chain.filter(exchange);
        }
        return switch (table.match(request.getMethod(), path)) {
            case RouteMatch.Found(var route) -> {
                exchange.getAttributes().put(PublicRoute.ATTRIBUTE, route);
                yield chain.filter(exchange);
            }
            case RouteMatch.WrongMethod(var allowed) -> {
                exchange.getResponse().getHeaders().setAllow(allowed);
                yield Mono.error(
                        new ProblemException(
                                CommonError.METHOD_NOT_ALLOWED,
                                "%s is not possible here.".formatted(request.getMethod())));
            }
            case RouteMatch.Unknown() ->
                    Mono.error(
                            new ProblemException(CommonError.NOT_FOUND, "There is no such path."));
        };
    }

    private static boolean isApiPath(String path) {
        return path.equals("/api")
                || path.equals("/auth")
                || path.startsWith("/api/")
                || path.startsWith("/auth/")
                || path.equals("/v1")
                || path.startsWith("/v1/")
                || path.startsWith("/internal/");
    }
}
