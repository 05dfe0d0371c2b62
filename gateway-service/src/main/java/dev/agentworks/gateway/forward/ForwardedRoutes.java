package dev.agentworks.gateway.forward;

import dev.agentworks.gateway.route.Access;
import dev.agentworks.gateway.route.Answerer;
import dev.agentworks.gateway.route.PublicRoute;
import dev.agentworks.gateway.route.RouteTable;
import dev.agentworks.gateway.route.Services;
import java.time.Duration;
import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.support.RouteMetadataUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Teaches Spring Cloud Gateway our route table. */
@Configuration(proxyBeanMethods = false)
class ForwardedRoutes {
    @Bean
    RouteLocator forwarded(RouteTable table, Services services, InTheNameOf inTheNameOf) {
        var routes =
                table.all().stream()
                        .filter(route -> route.answerer() != Answerer.GATEWAY)
                        .map(route -> forwarded(route, services, inTheNameOf))
                        .toList();
        return () -> Flux.fromIterable(routes);
    }

    private static Route forwarded(PublicRoute route, Services services, InTheNameOf inTheNameOf) {
        return Route.async()
                .id(
                        route.answerer().service()
                                + " "
                                + route.path().getPatternString()
                                + " "
                                + route.methods())
                .uri(services.url(route.answerer()))
                .asyncPredicate(exchange -> Mono.just(isRouteOf(exchange, route)))
                // before the call is made, which is the last of all
                .filter(new OrderedGatewayFilter(inTheNameOf, 0))
                .metadata(
                        RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR,
                        (int) timeout(route, services).toMillis())
                .metadata(
                        RouteMetadataUtils.CONNECT_TIMEOUT_ATTR,
                        (int) services.connectTimeout().toMillis())
                .build();
    }

    private static Duration timeout(PublicRoute route, Services services) {
        return route.access() == Access.KEY ? services.modelTimeout() : route.timeout();
    }

    // the route was found before, by the table; the rest of the chain relied on it
    private static boolean isRouteOf(ServerWebExchange exchange, PublicRoute route) {
        return route.equals(exchange.getAttribute(PublicRoute.ATTRIBUTE));
    }
}
