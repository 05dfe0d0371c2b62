package dev.agentworks.gateway.session.web;

import dev.agentworks.gateway.route.Access;
import dev.agentworks.gateway.route.PublicRoute;
import dev.agentworks.gateway.session.CsrfTokens;
import dev.agentworks.gateway.session.Sessions;
import dev.agentworks.gateway.session.SignedInUser;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.util.Set;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;

/** Requires a session on routes that need one, and makes its person the caller. */
@Component
@Order(50)
class SessionFilter implements WebFilter {
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Sessions sessions;
    private final CsrfTokens csrf;

    SessionFilter(Sessions sessions, CsrfTokens csrf) {
        this.sessions = sessions;
        this.csrf = csrf;
    }

    @Override
    public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
        PublicRoute route = exchange.getAttribute(PublicRoute.ATTRIBUTE);
        if (route == null || route.access() != Access.SESSION) {
            return chain.filter(exchange);
        }
        // a call with an API key was accepted or refused by ApiKeyFilter
        return exchange.getPrincipal()
                .hasElement()
                .flatMap(known -> known ? chain.filter(exchange) : bySession(exchange, chain));
    }

    private Mono<Void> bySession(ServerWebExchange exchange, WebFilterChain chain) {
        return sessions.require(exchange.getRequest())
                .doOnError(error -> challenge(exchange, error))
                .flatMap(user ->
                        forged(user, exchange)
                                ? Mono.error(forgery())
                                : chain.filter(
                                        exchange.mutate().principal(Mono.just(user)).build()));
    }

    private boolean forged(SignedInUser user, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return user.proof() == SignedInUser.Proof.COOKIE
                && !READS.contains(request.getMethod())
                && !csrf.provenFor(user, request);
    }

    private static void challenge(ServerWebExchange exchange, Throwable error) {
        if (error instanceof ProblemException problem
                && problem.code() == CommonError.UNAUTHENTICATED) {
            exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
    }

    static ProblemException forgery() {
        return new ProblemException(
                SessionError.CSRF_TOKEN_MISSING,
                "Send the value of the cookie aw_csrf in the header X-CSRF-Token.");
    }
}
