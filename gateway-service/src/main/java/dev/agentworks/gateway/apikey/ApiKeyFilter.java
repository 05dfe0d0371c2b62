package dev.agentworks.gateway.apikey;

import dev.agentworks.gateway.edge.ClientAddress;
import dev.agentworks.gateway.route.Access;
import dev.agentworks.gateway.route.PublicRoute;
import dev.agentworks.starter.problem.ProblemException;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Authenticates a call by its API key and makes the key's principal the caller. */
@Component
@Order(45)
class ApiKeyFilter implements WebFilter {
    private final ApiKeyCache keys;
    private final WrongKeyLimiter wrongKeys;
    private final ClientAddress addresses;

    ApiKeyFilter(ApiKeyCache keys, WrongKeyLimiter wrongKeys, ClientAddress addresses) {
        this.keys = keys;
        this.wrongKeys = wrongKeys;
        this.addresses = addresses;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PublicRoute route = exchange.getAttribute(PublicRoute.ATTRIBUTE);
        if (route == null) {
            return chain.filter(exchange);
        }
        var request = exchange.getRequest();
        var authorization = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
        var key =
                route.access() == Access.GIT
                        ? ApiKeyFormat.inBasic(authorization)
                        : ApiKeyFormat.in(authorization);
        if (key == null) {
            return switch (route.access()) {
                case KEY, GIT -> Mono.error(() -> invalid(exchange));
                case OPEN, SESSION, SOCKET -> chain.filter(exchange);
            };
        }
        if (route.access() == Access.OPEN) {
            return chain.filter(exchange);
        }
        var scope = route.keyScope(request.getMethod());
        if (scope == null) {
            return Mono.error(ApiKeyFilter::notAccepted);
        }
        return holder(key, exchange)
                .flatMap(holder ->
                        holder.scopes().contains(scope)
                                ? chain.filter(
                                        exchange.mutate().principal(Mono.just(holder)).build())
                                : Mono.error(missing(scope)));
    }

    private Mono<ApiKeyPrincipal> holder(String key, ServerWebExchange exchange) {
        var address = addresses.of(exchange.getRequest());
        return Mono.justOrEmpty(ApiKeyFormat.hash(key))
                .flatMap(hash ->
                        (keys.wasValid(hash) ? Mono.<Void>empty() : wrongKeys.admit(address))
                                .then(Mono.defer(() -> keys.of(hash))))
                .switchIfEmpty(Mono.defer(() -> wrong(address, exchange)));
    }

    private Mono<ApiKeyPrincipal> wrong(String address, ServerWebExchange exchange) {
        return wrongKeys
                .count(address)
                .flatMap(permit -> {
                    if (permit.allowed()) {
                        return Mono.error(invalid(exchange));
                    }
                    permit.describe(exchange.getResponse().getHeaders());
                    return Mono.error(permit.refusal());
                });
    }

    private static ProblemException invalid(ServerWebExchange exchange) {
        PublicRoute route = exchange.getRequiredAttribute(PublicRoute.ATTRIBUTE);
        var git = route.access() == Access.GIT;
        // Git clients send no password before they are asked for one
        exchange.getResponse()
                .getHeaders()
                .set(
                        HttpHeaders.WWW_AUTHENTICATE,
                        git ? "Basic realm=\"AgentWorks\", charset=\"UTF-8\"" : "Bearer");
        return new ProblemException(
                ApiKeyError.INVALID_API_KEY,
                "Send a good API key as %s; this one is missing, mistyped, revoked or expired."
                        .formatted(
                                git
                                        ? "the password, with any user name"
                                        : "Authorization: Bearer aw_…"));
    }

    private static ProblemException notAccepted() {
        return new ProblemException(
                ApiKeyError.API_KEY_NOT_ACCEPTED,
                "This is for people who are signed in; an API key is not accepted.");
    }

    private static ProblemException missing(String scope) {
        return new ProblemException(
                        ApiKeyError.MISSING_SCOPE,
                        "The API key may not do this: it needs the scope %s, and its creator a role that has it."
                                .formatted(scope))
                .with("scope", scope);
    }
}
