package dev.agentworks.gateway.forward;

import dev.agentworks.gateway.apikey.KeyHolder;
import dev.agentworks.gateway.route.CloudRunDoor;
import dev.agentworks.gateway.route.PublicRoute;
import dev.agentworks.gateway.session.Grants;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.ServiceTokens;
import java.security.Principal;
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
        return exchange.getPrincipal()
                .flatMap(caller -> acting(caller, route, exchange))
                .zipWith(door.headersFor(route.answerer()))
                .flatMap(known -> {
                    var user = known.getT1();
                    var attributes = exchange.getAttributes();
                    attributes.put(ForwardedHeaders.DOOR, known.getT2());
                    attributes.put(
                            ForwardedHeaders.TOKEN,
                            tokens.mint(service, Set.of(route.serviceScope()), user));
                    if (user.key() != null) {
                        attributes.put(ForwardedHeaders.KEY, user.key());
                    }
                    return chain.filter(exchange)
                            .onErrorMap(error -> ForwardError.of(error, service))
                            .doFinally(_ -> forgetAfterWrite(exchange, user.id()));
                });
    }

    private Mono<ActingUser> acting(
            Principal caller, PublicRoute route, ServerWebExchange exchange) {
        if (caller instanceof KeyHolder key) {
            return Mono.just(key.actingUser());
        }
        var person = caller.getName();
        return grants.of(person, route.id(WORKSPACE, exchange.getRequest()))
                .map(known -> new ActingUser(person, known));
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
