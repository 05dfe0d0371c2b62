package dev.agentworks.gateway.session.web;

import dev.agentworks.gateway.session.SignedInUser;
import dev.agentworks.gateway.session.account.AccountSession;
import dev.agentworks.gateway.session.account.Accounts;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Where a person is signed in. */
@RestController
class SessionListController {
    private final Accounts accounts;

    SessionListController(Accounts accounts) {
        this.accounts = accounts;
    }

    @GetMapping(path = "/auth/sessions", produces = MediaType.APPLICATION_JSON_VALUE)
    Mono<SessionsResponse> list(SignedInUser user) {
        return accounts.sessions(user)
                .map(sessions ->
                        new SessionsResponse(
                                sessions.stream()
                                        .map(session -> SessionResponse.of(session, user))
                                        .toList()));
    }

    /** Ends all sessions but the one that asks. */
    @DeleteMapping("/auth/sessions")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> endOthers(SignedInUser user) {
        return accounts.endOtherSessions(user);
    }

    @DeleteMapping("/auth/sessions/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> end(SignedInUser user, @PathVariable String id) {
        return accounts.endSession(user, requireId(id));
    }

    private static String requireId(String text) {
        try {
            var id = UUID.fromString(text).toString();
            if (id.equalsIgnoreCase(text)) {
                return id;
            }
        } catch (IllegalArgumentException _) {
            // said below, as for a text that only begins like one
        }
        throw new ProblemException(CommonError.INVALID_REQUEST, "The path is not valid.")
                .invalid("path:id", "must be a UUID");
    }

    record SessionsResponse(List<SessionResponse> items) {}

    record SessionResponse(
            String id,
            String device,
            String userAgent,
            String address,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt,
            boolean current) {
        static SessionResponse of(AccountSession session, SignedInUser user) {
            return new SessionResponse(
                    session.id(),
                    session.device(),
                    session.userAgent(),
                    session.address(),
                    session.createdAt(),
                    session.lastSeenAt(),
                    session.expiresAt(),
                    session.id().equals(user.sessionId()));
        }
    }
}
