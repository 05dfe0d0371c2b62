package dev.agentworks.gateway.session.oidc.web;

import dev.agentworks.gateway.session.ExternalAccount;
import dev.agentworks.gateway.session.SessionOpener;
import dev.agentworks.gateway.session.SignIn;
import dev.agentworks.gateway.session.oidc.OidcCookies;
import dev.agentworks.gateway.session.oidc.OidcSignIn;
import dev.agentworks.gateway.session.oidc.PendingSignIn;
import dev.agentworks.gateway.session.web.SignInLimits;
import dev.agentworks.starter.problem.ProblemException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/**
 * Sign-in with an account at another provider. The browser is sent there and comes back to the
 * callback; it ends on a page of the web UI, signed in or with a word on why not.
 */
@RestController
class OidcController {
    private static final String NOT_LINKED = "account-not-linked";

    private final OidcSignIn oidc;
    private final OidcCookies cookies;
    private final SignIn signIn;
    private final SignInLimits limits;
    private final SessionOpener sessions;

    OidcController(
            OidcSignIn oidc,
            OidcCookies cookies,
            SignIn signIn,
            SignInLimits limits,
            SessionOpener sessions) {
        this.oidc = oidc;
        this.cookies = cookies;
        this.signIn = signIn;
        this.limits = limits;
        this.sessions = sessions;
    }

    record ProviderResponse(String id, String label) {}

    record ProvidersResponse(List<ProviderResponse> items) {}

    record LinkRequest(@Nullable String password) {
        /** A secret is in no log. */
        @Override
        public String toString() {
            return "LinkRequest[]";
        }
    }

    @GetMapping(path = "/auth/oidc", produces = MediaType.APPLICATION_JSON_VALUE)
    ProvidersResponse providers() {
        return new ProvidersResponse(
                oidc.providers().stream()
                        .map(it -> new ProviderResponse(it.name(), it.label()))
                        .toList());
    }

    @GetMapping("/auth/oidc/{provider}")
    Mono<ResponseEntity<Void>> begin(
            @PathVariable String provider,
            @RequestParam(required = false) @Nullable String returnTo,
            ServerWebExchange exchange) {
        return oidc.begin(provider, returnTo)
                .map(begun -> {
                    cookies.setPending(exchange.getResponse(), begun.pending());
                    return redirect(begun.location());
                });
    }

    @GetMapping("/auth/oidc/{provider}/callback")
    Mono<ResponseEntity<Void>> callback(
            @PathVariable String provider,
            @RequestParam(required = false) @Nullable String code,
            @RequestParam(required = false) @Nullable String state,
            ServerWebExchange exchange) {
        var pending = cookies.pending(exchange.getRequest());
        cookies.clearPending(exchange.getResponse());
        return oidc.finish(provider, code, state, pending)
                .flatMap(account -> signedIn(account, pending, exchange))
                .onErrorResume(
                        ProblemException.class,
                        problem -> Mono.just(redirect(failed(problem.code().code()))));
    }

    private Mono<ResponseEntity<Void>> signedIn(
            ExternalAccount account, @Nullable PendingSignIn pending, ServerWebExchange exchange) {
        var returnTo = pending == null ? "/" : pending.returnTo();
        return signIn.external(account)
                .flatMap(user -> sessions.open(user, exchange))
                .map(_ -> redirect(URI.create(returnTo)))
                .onErrorResume(
                        ProblemException.class,
                        problem -> {
                            if (!problem.code().code().equals(NOT_LINKED)) {
                                return Mono.error(problem);
                            }
                            // whoever has the address says with their password that it is theirs
                            cookies.setLink(exchange.getResponse(), account);
                            return Mono.just(redirect(URI.create("/link-account")));
                        });
    }

    /** Links the account that was signed in with just now to the one here that has its address. */
    @PostMapping("/auth/oidc/link")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> link(@RequestBody LinkRequest body, ServerWebExchange exchange) {
        var account = cookies.link(exchange.getRequest());
        if (account == null) {
            return Mono.error(OidcSignIn.notBegun());
        }
        return limits.signIn(exchange, account.email(), signIn.link(account, body.password()))
                .flatMap(user -> sessions.open(user, exchange))
                .doOnSuccess(_ -> cookies.clearLink(exchange.getResponse()))
                .then();
    }

    private static ResponseEntity<Void> redirect(URI location) {
        return ResponseEntity.status(HttpStatus.FOUND).location(location).build();
    }

    private static URI failed(String code) {
        return URI.create("/login?error=" + code);
    }
}
