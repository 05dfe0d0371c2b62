package dev.agentworks.gateway.session.web;

import dev.agentworks.gateway.session.SignedInUser;
import dev.agentworks.gateway.session.account.Accounts;
import dev.agentworks.gateway.session.account.ConfirmedEmail;
import dev.agentworks.gateway.session.account.EmailToken;
import dev.agentworks.gateway.session.account.NewEmail;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Confirms and changes addresses. */
@RestController
class EmailController {
    private final Accounts accounts;
    private final SignInLimits limits;

    EmailController(Accounts accounts, SignInLimits limits) {
        this.accounts = accounts;
        this.limits = limits;
    }

    @PostMapping(path = "/auth/email/verify", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ConfirmedEmail> verify(@RequestBody EmailToken body, ServerWebExchange exchange) {
        return limits.token(exchange, accounts.verifyEmail(body));
    }

    @PostMapping("/auth/email/verification")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> sendVerification(SignedInUser user) {
        return accounts.sendVerification(user);
    }

    @PostMapping("/auth/email")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> change(SignedInUser user, @RequestBody NewEmail body, ServerWebExchange exchange) {
        return limits.confirm(exchange, user.userId(), accounts.changeEmail(user, body));
    }
}
