package dev.agentworks.gateway.session;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Clock;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Finds out who is calling, and whether a person may still go on. */
@Component
public class Sessions {
    private final AccessTokens tokens;
    private final Revocations revocations;
    private final Tickets tickets;
    private final Grants grants;
    private final Clock clock;

    Sessions(
            AccessTokens tokens,
            Revocations revocations,
            Tickets tickets,
            Grants grants,
            Clock clock) {
        this.tokens = tokens;
        this.revocations = revocations;
        this.tickets = tickets;
        this.grants = grants;
        this.clock = clock;
    }

    /**
     * The person behind a request, by its Bearer token or else its cookie; unauthenticated if none.
     */
    public Mono<SignedIn> require(ServerHttpRequest request) {
        return Mono.defer(
                        () -> {
                            var bearer = request.getHeaders().getFirst(HttpHeaders.AUTHORIZATION);
                            if (bearer != null) {
                                // a caller that shows a token is judged by it alone
                                return Mono.justOrEmpty(bearer)
                                        .filter(value ->
                                                value.regionMatches(true, 0, "Bearer ", 0, 7))
                                        .mapNotNull(value ->
                                                tokens.read(
                                                                value.substring(7).strip(),
                                                                SignedIn.Proof.BEARER)
                                                        .orElse(null));
                            }
                            return Mono.justOrEmpty(
                                            request.getCookies().getFirst(SessionCookies.ACCESS))
                                    .mapNotNull(cookie ->
                                            tokens.read(cookie.getValue(), SignedIn.Proof.COOKIE)
                                                    .orElse(null));
                        })
                .filterWhen(this::notRevoked)
                .switchIfEmpty(Mono.error(Sessions::unauthenticated));
    }

    /** The person a ticket was made for; empty when the ticket is not good. */
    public Mono<SignedIn> redeem(String ticket) {
        return tickets.redeem(ticket).filterWhen(this::notRevoked);
    }

    /**
     * Whether a person who holds a socket may go on holding it, with the memberships it was opened
     * with.
     */
    public Mono<Boolean> stillGood(SignedIn user, java.util.Map<String, String> grantsAtOpening) {
        return revocations
                .verdict(user.sessionId())
                .flatMap(verdict ->
                        switch (verdict) {
                            case REVOKED -> Mono.just(false);
                            // nobody could tell us of a logout: the token's life decides
                            case UNKNOWN -> Mono.just(user.expiresAt().isAfter(clock.instant()));
                            case GOOD -> Mono.just(true);
                        })
                .flatMap(good ->
                        good
                                ? grants.fresh(user.userId())
                                        .map(now ->
                                                now.entrySet()
                                                        .containsAll(grantsAtOpening.entrySet()))
                                : Mono.just(false));
    }

    private Mono<Boolean> notRevoked(SignedIn user) {
        return revocations
                .verdict(user.sessionId())
                .map(verdict -> verdict != Revocations.Verdict.REVOKED);
    }

    static ProblemException unauthenticated() {
        return new ProblemException(
                CommonError.UNAUTHENTICATED, "Sign in, or send a valid access token.");
    }
}
