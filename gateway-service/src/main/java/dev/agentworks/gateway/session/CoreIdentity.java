package dev.agentworks.gateway.session;

import dev.agentworks.gateway.edge.RequestIds;
import dev.agentworks.gateway.route.Answerer;
import dev.agentworks.gateway.route.CloudRunDoor;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ServiceTokens;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import org.springframework.web.reactive.function.client.WebClientRequestException;
import reactor.core.publisher.Mono;

/** Asks core about people and their sessions. */
@Component
class CoreIdentity {
    private static final String CORE = "core";
    private static final Set<String> SCOPES = Set.of("core:identity");

    private final WebClient http;
    private final ServiceTokens tokens;
    private final CloudRunDoor door;

    CoreIdentity(CoreConnection connection, ServiceTokens tokens, CloudRunDoor door) {
        this.http = connection.client();
        this.tokens = tokens;
        this.door = door;
    }

    Mono<User> register(NewUser user) {
        return call(HttpMethod.POST, "/internal/users", user, User.class);
    }

    Mono<User> verify(Credentials credentials) {
        return call(HttpMethod.POST, "/internal/users/verify", credentials, User.class);
    }

    /** The person; unauthenticated when there is none of this id any more. */
    Mono<User> user(String id) {
        return call(HttpMethod.GET, "/internal/users/" + id, null, User.class)
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

    private <T> Mono<T> call(
            HttpMethod method, String path, @Nullable Object body, Class<T> answer) {
        return door.headersFor(Answerer.CORE)
                .flatMap(opening -> send(method, path, body, answer, opening))
                .onErrorMap(WebClientRequestException.class, error -> unreachable(error))
                .onErrorMap(TimeoutException.class, error -> unreachable(error));
    }

    private <T> Mono<T> send(
            HttpMethod method,
            String path,
            @Nullable Object body,
            Class<T> answer,
            HttpHeaders opening) {
        return Mono.deferContextual(context -> {
            var request =
                    http.method(method)
                            .uri(path)
                            .headers(headers -> headers.addAll(opening))
                            .header(
                                    HttpHeaders.AUTHORIZATION,
                                    "Bearer " + tokens.mint(CORE, SCOPES, null))
                            .header(RequestIds.HEADER, RequestIds.in(context));
            return (body == null ? request : request.bodyValue(body))
                    .exchangeToMono(response -> read(response, answer));
        });
    }

    private static <T> Mono<T> read(ClientResponse response, Class<T> answer) {
        HttpStatusCode status = response.statusCode();
        if (status.is2xxSuccessful()) {
            return response.bodyToMono(answer);
        }
        if (status.is5xxServerError()) {
            return response.releaseBody().then(Mono.error(() -> unreachable(null)));
        }
        return RelayedProblem.read(response)
                .switchIfEmpty(Mono.error(() -> unreachable(null)))
                .flatMap(Mono::error);
    }

    private static ProblemException unreachable(@Nullable Throwable cause) {
        var problem =
                new ProblemException(
                        CommonError.UNAVAILABLE,
                        "The service for accounts does not answer at the moment. Try again.");
        if (cause != null) {
            problem.initCause(cause);
        }
        return problem;
    }

    record NewUser(@Nullable String email, @Nullable String password, @Nullable String name) {}

    record Credentials(@Nullable String email, @Nullable String password) {}

    record Membership(String id, String name, String slug, String role) {}

    record User(String id, String email, String name, List<Membership> workspaces) {}

    record NewSession(String userId, @Nullable String userAgent, String address) {}

    record Session(String sessionId, String refreshToken, Instant expiresAt) {}

    record RefreshRequest(String refreshToken) {}

    record RefreshedSession(
            String sessionId, String userId, String refreshToken, Instant expiresAt) {}
}
