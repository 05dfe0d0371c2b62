package dev.agentworks.gateway.session.web;

import dev.agentworks.gateway.session.Accounts;
import dev.agentworks.gateway.session.Membership;
import dev.agentworks.gateway.session.ProfileChange;
import dev.agentworks.gateway.session.SignIn;
import dev.agentworks.gateway.session.SignedInUser;
import dev.agentworks.gateway.session.UserAccount;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** The account of the person who is signed in. */
@RestController
class ProfileController {
    private final SignIn signIn;
    private final Accounts accounts;

    ProfileController(SignIn signIn, Accounts accounts) {
        this.signIn = signIn;
        this.accounts = accounts;
    }

    @GetMapping(path = "/auth/me", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<MeResponse> me(SignedInUser user) {
        return signIn.account(user).map(MeResponse::of);
    }

    @PatchMapping(path = "/auth/me", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<MeResponse> change(SignedInUser user, @RequestBody ProfileChange body) {
        return accounts.change(user, body).map(MeResponse::of);
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
