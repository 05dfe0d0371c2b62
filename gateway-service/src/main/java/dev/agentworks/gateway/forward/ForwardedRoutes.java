package dev.agentworks.gateway.forward;

import dev.agentworks.gateway.route.Access;
import dev.agentworks.gateway.route.PublicRoute;
import dev.agentworks.gateway.route.RouteTable;
import dev.agentworks.gateway.route.TargetService;
import dev.agentworks.gateway.route.UpstreamSettings;
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

/** Registers the routes of {@link RouteTable} with Spring Cloud Gateway. */
@Configuration(proxyBeanMethods = false)
class ForwardedRoutes {
    @Bean
    RouteLocator forwarded(
            RouteTable table,
            UpstreamSettings upstream,
            ActingUserTokenFilter actingUserToken,
            UpstreamCallFilter upstreamCall) {
        var routes =
                table.all().stream()
                        .filter(route -> route.service() != TargetService.GATEWAY)
                        .map(route -> forwarded(route, upstream, actingUserToken, upstreamCall))
                        .toList();
        return () -> Flux.fromIterable(routes);
    }

    private static Route forwarded(
            PublicRoute route,
            UpstreamSettings upstream,
            ActingUserTokenFilter actingUserToken,
            UpstreamCallFilter upstreamCall) {
        return Route.async()
                .id(
                        route.service().id()
                                + " "
                                + route.path().getPatternString()
                                + " "
                                + route.methods())
                .uri(upstream.url(route.service()))
                .asyncPredicate(exchange -> Mono.just(isRouteOf(exchange, route)))
                // runs before Spring Cloud Gateway's own filters make the call
                .filter(new OrderedGatewayFilter(actingUserToken, 0))
                .filter(new OrderedGatewayFilter(upstreamCall, UpstreamCallFilter.ORDER))
                .metadata(
                        RouteMetadataUtils.RESPONSE_TIMEOUT_ATTR,
                        (int) timeout(route, upstream).toMillis())
                .metadata(
                        RouteMetadataUtils.CONNECT_TIMEOUT_ATTR,
                        (int) upstream.connectTimeout().toMillis())
                .build();
    }

    private static Duration timeout(PublicRoute route, UpstreamSettings upstream) {
        return route.access() == Access.KEY ? upstream.modelTimeout() : route.timeout();
    }

    // RouteFilter chose the route already, and the filters after it relied on that choice
    private static boolean isRouteOf(ServerWebExchange exchange, PublicRoute route) {
        return route.equals(exchange.getAttribute(PublicRoute.ATTRIBUTE));
    }
}
