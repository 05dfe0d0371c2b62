package dev.agentworks.gateway.forward;

import dev.agentworks.gateway.apikey.ApiKeyPrincipal;
import dev.agentworks.gateway.route.CloudRunUpstream;
import dev.agentworks.gateway.route.PublicRoute;
import dev.agentworks.gateway.session.MembershipCache;
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
 * Adds the service token to a forwarded call; the token names the acting user and their workspaces.
 */
@Component
class ActingUserTokenFilter implements GatewayFilter {
    private static final String WORKSPACE = "workspace";
    private static final String MEMBER = "member";
    private static final Set<String> MEMBERSHIPS = Set.of("/api/workspaces", "/api/invitations");

    private final MembershipCache memberships;
    private final ServiceTokens tokens;
    private final CloudRunUpstream cloudRun;

    ActingUserTokenFilter(
            MembershipCache memberships, ServiceTokens tokens, CloudRunUpstream cloudRun) {
        this.memberships = memberships;
        this.tokens = tokens;
        this.cloudRun = cloudRun;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
        PublicRoute route = exchange.getRequiredAttribute(PublicRoute.ATTRIBUTE);
        var service = route.service().id();
        return exchange.getPrincipal()
                .flatMap(caller -> acting(caller, route, exchange))
                .zipWith(cloudRun.headersFor(route.service()))
                .flatMap(known -> {
                    var user = known.getT1();
                    var attributes = exchange.getAttributes();
                    attributes.put(ForwardedHeaders.CLOUD_RUN, known.getT2());
                    attributes.put(
                            ForwardedHeaders.TOKEN,
                            tokens.mint(service, Set.of(route.serviceScope()), user));
                    if (user.key() != null) {
                        attributes.put(ForwardedHeaders.KEY, user.key());
                    }
                    return chain.filter(exchange)
                            .onErrorMap(error -> UpstreamProblem.of(error, service))
                            .doFinally(_ -> forgetAfterWrite(exchange, user.id()));
                });
    }

    private Mono<ActingUser> acting(
            Principal caller, PublicRoute route, ServerWebExchange exchange) {
        if (caller instanceof ApiKeyPrincipal key) {
            return Mono.just(key.actingUser());
        }
        var person = caller.getName();
        return memberships
                .of(person, route.id(WORKSPACE, exchange.getRequest()))
                .map(known -> new ActingUser(person, known));
    }

    // a person who created or left a workspace sees the change in their next call
    private void forgetAfterWrite(ServerWebExchange exchange, String userId) {
        var request = exchange.getRequest();
        var path = request.getPath().value();
        if (!HttpMethod.GET.equals(request.getMethod())
                && MEMBERSHIPS.stream().anyMatch(path::startsWith)) {
            memberships.forget(userId);
            PublicRoute route = exchange.getRequiredAttribute(PublicRoute.ATTRIBUTE);
            var member = route.id(MEMBER, request);
            if (member != null) {
                memberships.forget(member);
            }
        }
    }
}
