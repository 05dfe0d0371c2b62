package dev.agentworks.gateway.session;

import dev.agentworks.gateway.core.CoreClient;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Instant;
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

    Mono<UserAccount> external(ExternalAccount account) {
        return call(HttpMethod.POST, "/internal/users/external", account, UserAccount.class);
    }

    Mono<UserAccount> link(ExternalAccount account, @Nullable String password) {
        return call(
                HttpMethod.POST,
                "/internal/users/external/link",
                new Link(account, password),
                UserAccount.class);
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

    record Link(ExternalAccount account, @Nullable String password) {
        /** A secret is in no log. */
        @Override
        public String toString() {
            return "Link[" + account + "]";
        }
    }

    record NewSession(String userId, @Nullable String userAgent, String address) {}

    record Session(String sessionId, String refreshToken, Instant expiresAt) {}

    record RefreshRequest(String refreshToken) {}

    record RefreshedSession(
            String sessionId, String userId, String refreshToken, Instant expiresAt) {}
}
