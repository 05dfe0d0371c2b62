package dev.agentworks.gateway.session;

import dev.agentworks.gateway.core.CoreClient;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Calls core's identity routes: people and their sessions. */
@Component
class CoreIdentityClient {
    private static final String SCOPE = "core:identity";

    private final CoreClient core;

    CoreIdentityClient(CoreClient core) {
        this.core = core;
    }

    Mono<UserAccount> register(NewUser user, @Nullable String key) {
        var person = new NewPerson(user.email(), user.password(), user.name(), key);
        return call(HttpMethod.POST, "/internal/users", person, UserAccount.class);
    }

    Mono<UserAccount> verify(Credentials credentials) {
        return call(HttpMethod.POST, "/internal/users/verify", credentials, UserAccount.class);
    }

    /** The person; {@code unauthenticated} when there is none of this id any more. */
    Mono<UserAccount> user(String id) {
        return call(HttpMethod.GET, "/internal/users/" + id, null, UserAccount.class)
                .onErrorMap(
                        ProblemException.class,
                        problem ->
                                problem.code().status() == 404
                                        ? Sessions.unauthenticated()
                                        : problem);
    }

    Mono<Session> open(NewSession session) {
        return call(HttpMethod.POST, "/internal/sessions", session, Session.class);
    }

    Mono<RefreshedSession> refresh(String refreshToken) {
        return call(
                HttpMethod.POST,
                "/internal/sessions/refresh",
                new RefreshRequest(refreshToken),
                RefreshedSession.class);
    }

    /** Ends the session; one that is not there has ended already. */
    Mono<Void> end(String sessionId) {
        return call(HttpMethod.DELETE, "/internal/sessions/" + sessionId, null, Void.class)
                .onErrorResume(
                        ProblemException.class,
                        problem ->
                                problem.code().status() == 404 ? Mono.empty() : Mono.error(problem))
                .then();
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

    /** A registration; with the same key and password it may be repeated. */
    record NewPerson(
            @Nullable String email,
            @Nullable String password,
            @Nullable String name,
            @Nullable String key) {
        @Override
        public String toString() {
            return "NewPerson[%s]".formatted(name);
        }
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

    record NewSession(String userId, @Nullable String userAgent, String address) {}

    record Session(String sessionId, String refreshToken, Instant expiresAt) {}

    record RefreshRequest(String refreshToken) {}

    record RefreshedSession(
            String sessionId, String userId, String refreshToken, Instant expiresAt) {}
}
