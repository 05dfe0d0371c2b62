package dev.agentworks.gateway.session.web;

import dev.agentworks.gateway.session.SignedInUser;
import dev.agentworks.gateway.session.account.Accounts;
import dev.agentworks.gateway.session.account.ForgottenPassword;
import dev.agentworks.gateway.session.account.PasswordChange;
import dev.agentworks.gateway.session.account.PasswordReset;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Changes passwords that are known, and those that were forgotten. */
@RestController
class PasswordController {
    private static final String KEY = "Idempotency-Key";

    private final Accounts accounts;
    private final SignInLimits limits;

    PasswordController(Accounts accounts, SignInLimits limits) {
        this.accounts = accounts;
        this.limits = limits;
    }

    @PostMapping("/auth/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> change(
            SignedInUser user,
            @RequestBody PasswordChange body,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            ServerWebExchange exchange) {
        return limits.confirm(exchange, user.userId(), accounts.changePassword(user, body, key));
    }

    /** The same answer in the same time, whether anybody has the address or not. */
    @PostMapping("/auth/password/forgot")
    @ResponseStatus(HttpStatus.ACCEPTED)
    Mono<Void> forgot(@RequestBody ForgottenPassword body, ServerWebExchange exchange) {
        return limits.mail(exchange, body.email(), accounts.forgotPassword(body));
    }

    @PostMapping("/auth/password/reset")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> reset(
            @RequestBody PasswordReset body,
            @RequestHeader(name = KEY, required = false) @Nullable String key,
            ServerWebExchange exchange) {
        return limits.token(exchange, accounts.resetPassword(body, key));
    }
}
