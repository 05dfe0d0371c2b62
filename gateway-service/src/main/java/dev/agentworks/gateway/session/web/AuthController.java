package dev.agentworks.gateway.session.web;

import dev.agentworks.gateway.session.Credentials;
import dev.agentworks.gateway.session.CsrfTokens;
import dev.agentworks.gateway.session.NewUser;
import dev.agentworks.gateway.session.RefreshCookie;
import dev.agentworks.gateway.session.SessionCookies;
import dev.agentworks.gateway.session.SessionOpener;
import dev.agentworks.gateway.session.Sessions;
import dev.agentworks.gateway.session.SignIn;
import dev.agentworks.gateway.session.SignedInUser;
import dev.agentworks.gateway.session.SocketTickets;
import dev.agentworks.gateway.session.UserAccount;
import dev.agentworks.starter.problem.ProblemException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Registration, sign-in and the session of a person. */
@RestController
class AuthController {

    private final SignIn signIn;
    private final Sessions sessions;
    private final SocketTickets tickets;
    private final CsrfTokens csrf;
    private final SessionCookies cookies;
    private final SignInLimits limits;
    private final SessionOpener opener;

    AuthController(
            SignIn signIn,
            Sessions sessions,
            SocketTickets tickets,
            CsrfTokens csrf,
            SessionCookies cookies,
            SignInLimits limits,
            SessionOpener opener) {
        this.signIn = signIn;
        this.sessions = sessions;
        this.tickets = tickets;
        this.csrf = csrf;
        this.cookies = cookies;
        this.limits = limits;
        this.opener = opener;
    }

    @PostMapping(path = "/auth/register", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SignInResponse> register(@RequestBody NewUser body, ServerWebExchange exchange) {
        var key = exchange.getRequest().getHeaders().getFirst("Idempotency-Key");
        return limits.register(exchange, body.email(), signIn.register(body, key))
                .flatMap(user -> openSession(user, exchange));
    }

    @PostMapping(path = "/auth/login", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<SignInResponse> login(@RequestBody Credentials body, ServerWebExchange exchange) {
        return limits.signIn(exchange, body.email(), signIn.verify(body))
                .flatMap(user -> openSession(user, exchange));
    }

    @PostMapping(path = "/auth/refresh", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<RefreshResponse> refresh(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        var cookie = RefreshCookie.of(request);
        if (cookie.isEmpty()) {
            return Mono.error(Sessions.unauthenticated());
        }
        if (!csrf.provenFor(cookie.get(), request)) {
            return Mono.error(SessionFilter.forgery());
        }
        return limits.renew(exchange, signIn.renew(cookie.get()))
                .doOnNext(session -> cookies.set(exchange.getResponse(), session))
                .doOnError(
                        AuthController::isUnauthenticated,
                        _ -> cookies.clear(exchange.getResponse()))
                .map(session ->
                        new RefreshResponse(
                                session.accessToken(), session.accessLife().toSeconds()));
    }

    @PostMapping("/auth/logout")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> logout(ServerWebExchange exchange) {
        var request = exchange.getRequest();
        return sessions.require(request)
                .flatMap(user ->
                        user.proof() == SignedInUser.Proof.COOKIE && !csrf.provenFor(user, request)
                                ? Mono.<Void>error(SessionFilter.forgery())
                                : endSession(exchange, signIn.end(user.sessionId())))
                .onErrorResume(
                        error -> isUnauthenticated(error),
                        unauthenticated -> logoutByRefresh(exchange, unauthenticated));
    }

    @PostMapping(path = "/auth/ws-ticket", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<TicketResponse> ticket(SignedInUser user) {
        return tickets.issue(user)
                .map(ticket -> new TicketResponse(ticket, tickets.life().toSeconds()));
    }

    // the access token of a browser that slept has expired; its refresh token has not
    private Mono<Void> logoutByRefresh(ServerWebExchange exchange, Throwable unauthenticated) {
        var request = exchange.getRequest();
        var cookie = RefreshCookie.of(request);
        if (cookie.isEmpty()) {
            return Mono.error(unauthenticated);
        }
        return csrf.provenFor(cookie.get(), request)
                ? endSession(exchange, signIn.endOf(cookie.get()))
                : Mono.error(SessionFilter.forgery());
    }

    private Mono<Void> endSession(ServerWebExchange exchange, Mono<Void> ending) {
        cookies.clear(exchange.getResponse());
        return ending;
    }

    private Mono<SignInResponse> openSession(UserAccount user, ServerWebExchange exchange) {
        return opener.open(user, exchange)
                .map(session ->
                        new SignInResponse(
                                new UserResponse(user.id(), user.email(), user.name()),
                                session.accessToken(),
                                session.accessLife().toSeconds()));
    }

    private static boolean isUnauthenticated(Throwable error) {
        return error instanceof ProblemException problem && problem.code().status() == 401;
    }

    record UserResponse(String id, String email, String name) {}

    record SignInResponse(UserResponse user, String accessToken, long expiresIn) {}

    record RefreshResponse(String accessToken, long expiresIn) {}

    record TicketResponse(String ticket, long expiresIn) {}
}
