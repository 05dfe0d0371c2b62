package dev.agentworks.gateway.session.web;

import dev.agentworks.gateway.session.account.Accounts;
import dev.agentworks.gateway.session.account.ShownInvitation;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Shows an invitation to whoever holds its token: they may have no account yet. */
@RestController
class InvitationController {
    private final Accounts accounts;
    private final SignInLimits limits;

    InvitationController(Accounts accounts, SignInLimits limits) {
        this.accounts = accounts;
        this.limits = limits;
    }

    @GetMapping(path = "/api/invitations/{token}", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<ShownInvitation> show(@PathVariable String token, ServerWebExchange exchange) {
        return limits.token(exchange, accounts.invitation(token));
    }
}
