package dev.agentworks.gateway.session;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Authenticates people, and checks whether a session is still allowed. */
@Component
public class Sessions {
    private final AccessTokens tokens;
    private final Revocations revocations;
    private final SocketTickets tickets;
    private final MembershipCache memberships;
    private final Clock clock;

    Sessions(
            AccessTokens tokens,
            Revocations revocations,
            SocketTickets tickets,
            MembershipCache memberships,
            Clock clock) {
        this.tokens = tokens;
        this.revocations = revocations;
        this.tickets = tickets;
        this.memberships = memberships;
        this.clock = clock;
    }

    /**
     * The person who sent a request, by its Bearer token or else its cookie; {@code
     * unauthenticated} if none.
     */
    public Mono<SignedInUser> require(ServerHttpRequest request) {
        return Mono.defer(
                        () -> {
                            var bearer = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
                            if (bearer != null) {
                                // when there is a Bearer token, the cookie is ignored
                                return Mono.justOrEmpty(bearer)
                                        .filter(value ->
                                                value.regionMatches(true, 0, "Bearer ", 0, 7))
                                        .mapNotNull(value ->
                                                tokens.read(
                                                                value.substring(7).strip(),
                                                                SignedInUser.Proof.BEARER)
                                                        .orElse(null));
                            }
                            return Mono.justOrEmpty(
                                            request.getCookies().getFirst(SessionCookies.ACCESS))
                                    .mapNotNull(cookie ->
                                            tokens.read(
                                                            cookie.getValue(),
                                                            SignedInUser.Proof.COOKIE)
                                                    .orElse(null));
                        })
                .filterWhen(this::notRevoked)
                .switchIfEmpty(Mono.error(Sessions::unauthenticated));
    }

    /** The person a ticket was issued to; empty when the ticket is not valid. */
    public Mono<SignedInUser> redeem(String ticket) {
        return tickets.redeem(ticket).filterWhen(this::notRevoked);
    }

    /** Whether a person may keep an open socket, given the memberships it was opened with. */
    public Mono<Boolean> isStillAllowed(
            SignedInUser user, java.util.Map<String, String> membershipsAtOpening) {
        return revocations
                .verdict(user.sessionId())
                .flatMap(verdict ->
                        switch (verdict) {
                            case REVOKED -> Mono.just(false);
                            // a logout may be unknown without Redis: the token's expiry decides
                            case UNKNOWN -> Mono.just(user.expiresAt().isAfter(clock.instant()));
                            case GOOD -> Mono.just(true);
                        })
                .flatMap(good ->
                        good
                                ? memberships
                                        .fresh(user.userId())
                                        .map(now ->
                                                now.entrySet()
                                                        .containsAll(
                                                                membershipsAtOpening.entrySet()))
                                : Mono.just(false));
    }

    /** Completes as soon as this instance ends the session of the person. */
    public Mono<Void> endOf(SignedInUser user) {
        return revocations.revocationOf(user.sessionId());
    }

    private Mono<Boolean> notRevoked(SignedInUser user) {
        return revocations
                .verdict(user.sessionId())
                .map(verdict -> verdict != Revocations.Verdict.REVOKED);
    }

    /** The problem of a request without a valid session. */
    public static ProblemException unauthenticated() {
        return new ProblemException(
                CommonError.UNAUTHENTICATED, "Sign in, or send a valid access token.");
    }
}
