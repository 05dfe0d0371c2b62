package dev.agentworks.gateway.session.account;

import dev.agentworks.gateway.core.CoreClient;
import dev.agentworks.gateway.session.UserAccount;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Calls core's routes for accounts. */
@Component
class AccountClient {
    private static final String SCOPE = "core:identity";

    private final CoreClient core;

    AccountClient(CoreClient core) {
        this.core = core;
    }

    /** The person's sessions, the latest sign-in first. */
    Mono<List<AccountSession>> sessions(String userId) {
        return call(HttpMethod.GET, sessionsOf(userId), null, SessionList.class)
                .map(SessionList::items);
    }

    /** Ends one of the person's own sessions. */
    Mono<Void> endOf(String userId, String sessionId) {
        return call(HttpMethod.DELETE, sessionsOf(userId) + "/" + sessionId, null, Void.class)
                .then();
    }

    /** Ends all sessions of the person but one; those that ended. */
    Mono<List<String>> endOthers(String userId, String kept) {
        return call(HttpMethod.DELETE, sessionsOf(userId) + "?except=" + kept, null, Ended.class)
                .map(Ended::ended);
    }

    private static String sessionsOf(String userId) {
        return "/internal/users/" + userId + "/sessions";
    }

    Mono<UserAccount> change(String userId, ProfileChange change) {
        return call(HttpMethod.PATCH, "/internal/users/" + userId, change, UserAccount.class);
    }

    /** Changes a password; the sessions that ended. */
    Mono<List<String>> changePassword(String userId, NewOwnPassword password) {
        return call(
                        HttpMethod.POST,
                        "/internal/users/" + userId + "/password",
                        password,
                        Ended.class)
                .map(Ended::ended);
    }

    /** Deletes the account; the sessions that ended. */
    Mono<List<String>> delete(String userId, Confirmation confirmation) {
        return call(
                        HttpMethod.POST,
                        "/internal/users/" + userId + "/deletion",
                        confirmation,
                        Ended.class)
                .map(Ended::ended);
    }

    Mono<Void> forgotPassword(ForgottenPassword forgotten) {
        return call(HttpMethod.POST, "/internal/passwords/forgotten", forgotten, Void.class).then();
    }

    /** Sets a password by a token from a mail; the sessions that ended. */
    Mono<List<String>> resetPassword(ResetPassword reset) {
        return call(HttpMethod.POST, "/internal/passwords/reset", reset, Ended.class)
                .map(Ended::ended);
    }

    Mono<ConfirmedEmail> verifyEmail(EmailToken token) {
        return call(HttpMethod.POST, "/internal/emails/verify", token, ConfirmedEmail.class);
    }

    Mono<Void> sendVerification(String userId) {
        return call(
                        HttpMethod.POST,
                        "/internal/users/" + userId + "/email/verification",
                        null,
                        Void.class)
                .then();
    }

    Mono<Void> changeEmail(String userId, NewEmail email) {
        return call(HttpMethod.POST, "/internal/users/" + userId + "/email", email, Void.class)
                .then();
    }

    Mono<ShownInvitation> invitation(String token) {
        return call(
                HttpMethod.POST,
                "/internal/invitations/show",
                new EmailToken(token),
                ShownInvitation.class);
    }

    private <T> Mono<T> call(
            HttpMethod method, String path, @Nullable Object body, Class<T> answer) {
        return core.call(SCOPE, method, path, body, answer);
    }

    /** A new password of somebody who knows the present one. */
    record NewOwnPassword(
            @Nullable String currentPassword,
            @Nullable String newPassword,
            String session,
            @Nullable String key) {

        @Override
        public String toString() {
            return "NewOwnPassword[" + session + "]";
        }
    }

    /** A new password of somebody who got a token by mail. */
    record ResetPassword(@Nullable String token, @Nullable String password, @Nullable String key) {

        @Override
        public String toString() {
            return "ResetPassword[]";
        }
    }

    record Ended(List<String> ended) {}

    record SessionList(List<AccountSession> items) {}
}
