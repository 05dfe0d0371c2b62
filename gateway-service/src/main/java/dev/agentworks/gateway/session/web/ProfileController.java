package dev.agentworks.gateway.session.web;

import dev.agentworks.gateway.session.Membership;
import dev.agentworks.gateway.session.SessionCookies;
import dev.agentworks.gateway.session.SignIn;
import dev.agentworks.gateway.session.SignedInUser;
import dev.agentworks.gateway.session.UserAccount;
import dev.agentworks.gateway.session.account.Accounts;
import dev.agentworks.gateway.session.account.Confirmation;
import dev.agentworks.gateway.session.account.ProfileChange;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The account of the person who is signed in. */
@RestController
class ProfileController {
    private final SignIn signIn;
    private final Accounts accounts;
    private final SignInLimits limits;
    private final SessionCookies cookies;

    ProfileController(
            SignIn signIn, Accounts accounts, SignInLimits limits, SessionCookies cookies) {
        this.signIn = signIn;
        this.accounts = accounts;
        this.limits = limits;
        this.cookies = cookies;
    }

    @GetMapping(path = "/auth/me", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<MeResponse> me(SignedInUser user) {
        return signIn.account(user).map(MeResponse::of);
    }

    @PatchMapping(path = "/auth/me", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<MeResponse> change(SignedInUser user, @RequestBody ProfileChange body) {
        return accounts.change(user, body).map(MeResponse::of);
    }

    @PostMapping("/auth/me/deletion")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            SignedInUser user, @RequestBody Confirmation body, ServerWebExchange exchange) {
        return limits.confirm(exchange, user.userId(), accounts.delete(user, body))
                .doOnSuccess(_ -> cookies.clear(exchange.getResponse()));
    }

    record MeResponse(
            String id,
            String email,
            String name,
            boolean emailVerified,
            List<Membership> workspaces) {
        static MeResponse of(UserAccount account) {
            return new MeResponse(
                    account.id(),
                    account.email(),
                    account.name(),
                    account.emailVerified(),
                    account.workspaces());
        }
    }
}
