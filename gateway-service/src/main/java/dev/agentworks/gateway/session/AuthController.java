package dev.agentworks.gateway.session;

import dev.agentworks.gateway.edge.ClientAddress;
import dev.agentworks.gateway.session.CoreIdentityClient.Credentials;
import dev.agentworks.gateway.session.CoreIdentityClient.Membership;
import dev.agentworks.gateway.session.CoreIdentityClient.NewUser;
import dev.agentworks.gateway.session.CoreIdentityClient.User;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Registration, sign-in and the session of a person. */
@RestController
class AuthController {
    private final CoreIdentityClient core;
    private final SignIn signIn;
    private final Sessions sessions;
    private final SocketTickets tickets;
    private final CsrfTokens csrf;
    private final SessionCookies cookies;
    private final SignInLimits limits;
    private final ClientAddress addresses;

    AuthController(
            CoreIdentityClient core,
            SignIn signIn,
            Sessions sessions,
            SocketTickets tickets,
            CsrfTokens csrf,
            SessionCookies cookies,
            SignInLimits limits,
            ClientAddress addresses) {
        this.core = core;
        this.signIn = signIn;
        this.sessions = sessions;
        this.tickets = tickets;
        this.csrf = csrf;
        this.cookies = cookies;
        this.limits = limits;
        this.addresses = addresses;
    }

    @PostMapping("/auth/register")
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SignedInAnswer> register(@RequestBody NewUser body, ServerWebExchange exchange) {
        return limits.admit(exchange, body.email())
                .then(Mono.defer(() -> core.register(body)))
                .flatMap(user -> welcome(user, exchange));
    }

    @PostMapping("/auth/login")
    Mono<SignedInAnswer> login(@RequestBody Credentials body, ServerWebExchange exchange) {
        return limits.admit(exchange, body.email())
                .then(Mono.defer(() -> core.verify(body)))
                .flatMap(user -> welcome(user, exchange));
    }

    @PostMapping("/auth/refresh")
    Mono<Refreshed> refresh(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var cookie = request.getCookies().getFirst(SessionCookies.REFRESH);
        if (cookie == null || cookie.getValue().isBlank()) {
            return Mono.error(Sessions.unauthenticated());
        }
        if (!csrf.provenByCookie(request)) {
            return Mono.error(SessionFilter.forgery());
        }
        return limits.admit(exchange, null)
                .then(Mono.defer(() -> signIn.renew(cookie.getValue())))
                .doOnNext(session -> cookies.set(exchange.getResponse(), session))
                .map(session ->
                        new Refreshed(session.accessToken(), session.accessLife().toSeconds()));
    }

    @PostMapping("/auth/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> logout(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return sessions.require(request)
                .flatMap(user ->
                        user.proof() == SignedInUser.Proof.COOKIE && !csrf.provenFor(user, request)
                                ? Mono.<Void>error(SessionFilter.forgery())
                                : leave(exchange, signIn.end(user.sessionId())))
                .onErrorResume(
                        error -> isUnauthenticated(error),
                        unauthenticated -> logoutByRefresh(exchange, unauthenticated));
    }

    @GetMapping("/auth/me")
    Mono<Me> me(SignedInUser user) {
        return core.user(user.userId())
                .map(found -> new Me(found.id(), found.email(), found.name(), found.workspaces()));
    }

    @PostMapping("/auth/ws-ticket")
    Mono<Ticket> ticket(SignedInUser user) {
        return tickets.issue(user).map(ticket -> new Ticket(ticket, tickets.life().toSeconds()));
    }

    // the access token of a browser that slept has expired; its refresh token has not
    private Mono<Void> logoutByRefresh(ServerWebExchange exchange, Throwable unauthenticated) {
        var request = exchange.getRequest();
        var cookie = request.getCookies().getFirst(SessionCookies.REFRESH);
        if (cookie == null || cookie.getValue().isBlank()) {
            return Mono.error(unauthenticated);
        }
        return csrf.provenByCookie(request)
                ? leave(exchange, signIn.endOf(cookie.getValue()))
                : Mono.error(SessionFilter.forgery());
    }

    private Mono<Void> leave(ServerWebExchange exchange, Mono<Void> ending) {
        cookies.clear(exchange.getResponse());
        return ending;
    }

    private Mono<SignedInAnswer> welcome(User user, ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var agent = request.getHeaders().getFirst(HttpHeaders.USER_AGENT);
        return signIn.open(user, agent, addresses.of(request))
                .doOnNext(session -> cookies.set(exchange.getResponse(), session))
                .map(session ->
                        new SignedInAnswer(
                                new Person(user.id(), user.email(), user.name()),
                                session.accessToken(),
                                session.accessLife().toSeconds()));
    }

    private static boolean isUnauthenticated(Throwable error) {
        return error instanceof dev.agentworks.starter.problem.ProblemException problem
                && problem.code().status() == 401;
    }

    record Person(String id, String email, String name) {}

    record SignedInAnswer(Person user, String accessToken, long expiresIn) {}

    record Refreshed(String accessToken, long expiresIn) {}

    record Me(String id, String email, String name, List<Membership> workspaces) {}

    record Ticket(String ticket, long expiresIn) {}
}
