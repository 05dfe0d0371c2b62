package dev.agentworks.gateway.forward;

import dev.agentworks.gateway.route.CloudRunDoor;
import dev.agentworks.gateway.route.PublicRoute;
import dev.agentworks.gateway.session.Grants;
import dev.agentworks.gateway.session.SignedIn;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.ServiceTokens;
import java.util.Set;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Gives a forwarded call its service token, which says who stands behind it and what they may see.
 */
@Component
class InTheNameOf implements GatewayFilter {
    private static final String WORKSPACE = "workspace";
    private static final String WORKSPACES = "/api/workspaces";

    private final Grants grants;
    private final ServiceTokens tokens;
    private final CloudRunDoor door;

    InTheNameOf(Grants grants, ServiceTokens tokens, CloudRunDoor door) {
        this.grants = grants;
        this.tokens = tokens;
        this.door = door;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        PublicRoute route = exchange.getRequiredAttribute(PublicRoute.ATTRIBUTE);
        var service = route.answerer().service();
        return exchange.<SignedIn>getPrincipal()
                .flatMap(user ->
                        grants.of(user.userId(), route.id(WORKSPACE, exchange.getRequest()))
                                .map(known -> new ActingUser(user.userId(), known)))
                .zipWith(door.headersFor(route.answerer()))
                .flatMap(known -> {
                    var user = known.getT1();
                    exchange.getAttributes().put(ForwardedHeaders.DOOR, known.getT2());
                    exchange.getAttributes()
                            .put(
                                    ForwardedHeaders.TOKEN,
                                    tokens.mint(service, Set.of(service + ":public"), user));
                    return chain.filter(exchange)
                            .onErrorMap(error -> ForwardError.of(error, service))
                            .doFinally(_ -> forgetAfterWrite(exchange, user.id()));
                });
    }

    // a person who made or left a workspace sees it in their next call
    private void forgetAfterWrite(ServerWebExchange exchange, String userId) {
        var request = exchange.getRequest();
        if (!HttpMethod.GET.equals(request.getMethod())
                && request.getPath().value().startsWith(WORKSPACES)) {
            grants.forget(userId);
        }
    }
}
