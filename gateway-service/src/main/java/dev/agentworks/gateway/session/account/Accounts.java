package dev.agentworks.gateway.session.account;

import dev.agentworks.gateway.session.MembershipCache;
import dev.agentworks.gateway.session.SignIn;
import dev.agentworks.gateway.session.SignedInUser;
import dev.agentworks.gateway.session.UserAccount;
import dev.agentworks.gateway.session.account.AccountClient.NewOwnPassword;
import dev.agentworks.gateway.session.account.AccountClient.ResetPassword;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * What people do with their accounts. Core decides; whatever ends a session there ends its access
 * tokens and sockets here at once.
 */
@Component
public class Accounts {
    private final AccountClient core;
    private final SignIn signIn;
    private final MembershipCache memberships;

    Accounts(AccountClient core, SignIn signIn, MembershipCache memberships) {
        this.core = core;
        this.signIn = signIn;
        this.memberships = memberships;
    }

    public Mono<UserAccount> change(SignedInUser user, ProfileChange change) {
        return core.change(user.userId(), change);
    }

    /** Changes the password and ends the person's other sessions. */
    public Mono<Void> changePassword(
            SignedInUser user, PasswordChange change, @Nullable String key) {
        return core.changePassword(
                        user.userId(),
                        new NewOwnPassword(
                                change.currentPassword(),
                                change.newPassword(),
                                user.sessionId(),
                                key))
                .flatMap(signIn::revoke);
    }

    public Mono<Void> forgotPassword(ForgottenPassword forgotten) {
        return core.forgotPassword(forgotten);
    }

    /** Sets the password of whoever got the token, and ends all their sessions. */
    public Mono<Void> resetPassword(PasswordReset reset, @Nullable String key) {
        return core.resetPassword(new ResetPassword(reset.token(), reset.password(), key))
                .flatMap(signIn::revoke);
    }

    public Mono<ConfirmedEmail> verifyEmail(EmailToken token) {
        return core.verifyEmail(token);
    }

    public Mono<Void> sendVerification(SignedInUser user) {
        return core.sendVerification(user.userId());
    }

    public Mono<Void> changeEmail(SignedInUser user, NewEmail email) {
        return core.changeEmail(user.userId(), email);
    }

    public Mono<List<AccountSession>> sessions(SignedInUser user) {
        return core.sessions(user.userId());
    }

    /** Ends one of the person's sessions. */
    public Mono<Void> endSession(SignedInUser user, String sessionId) {
        return core.endOf(user.userId(), sessionId).then(signIn.revoke(List.of(sessionId)));
    }

    /** Ends all of the person's sessions but the one that asks. */
    public Mono<Void> endOtherSessions(SignedInUser user) {
        return core.endOthers(user.userId(), user.sessionId()).flatMap(signIn::revoke);
    }

    /** Deletes the account for good, and ends all sessions of the person. */
    public Mono<Void> delete(SignedInUser user, Confirmation confirmation) {
        return core.delete(user.userId(), confirmation)
                .flatMap(signIn::revoke)
                .doOnSuccess(_ -> memberships.forget(user.userId()));
    }

    public Mono<ShownInvitation> invitation(String token) {
        return core.invitation(token);
    }
}
