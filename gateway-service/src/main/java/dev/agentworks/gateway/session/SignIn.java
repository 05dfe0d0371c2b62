package dev.agentworks.gateway.session;

import dev.agentworks.gateway.session.CoreIdentityClient.RefreshedSession;
import dev.agentworks.starter.digest.Sha256;
import dev.agentworks.starter.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Registers people and signs them in; opens, renews and ends their sessions. */
@Component
public class SignIn {
    // two tabs that refresh at once send the same token: both get the result of one refresh
    private static final Duration SAME_RENEWAL = Duration.ofSeconds(5);

    /** The member of core's refusal that names the session which a reused token has ended. */
    private static final String ENDED_SESSION = "sessionId";

    private final ConcurrentMap<String, Mono<RefreshedSession>> renewals =
            new ConcurrentHashMap<>();
    private final CoreIdentityClient core;
    private final AccessTokens tokens;
    private final CsrfTokens csrf;
    private final Revocations revocations;
    private final SessionSettings settings;

    SignIn(
            CoreIdentityClient core,
            AccessTokens tokens,
            CsrfTokens csrf,
            Revocations revocations,
            SessionSettings settings) {
        this.core = core;
        this.tokens = tokens;
        this.csrf = csrf;
        this.revocations = revocations;
        this.settings = settings;
    }

    /** Registers a person; a refusal of core is a problem. */
    public Mono<UserAccount> register(NewUser user, @Nullable String key) {
        return core.register(user, key);
    }

    /** The person with these credentials; {@code unauthenticated} if they are wrong. */
    public Mono<UserAccount> verify(Credentials credentials) {
        return core.verify(credentials);
    }

    /**
     * The person of an account at another provider, who becomes known now when nobody is; {@code
     * account-not-linked} when somebody has its address and has not said that the account is
     * theirs.
     */
    public Mono<UserAccount> external(ExternalAccount account) {
        return core.external(account);
    }

    /** Links the account to the person who has its address and this password. */
    public Mono<UserAccount> link(ExternalAccount account, @Nullable String password) {
        return core.link(account, password);
    }

    /** The account of a signed-in person. */
    public Mono<UserAccount> account(SignedInUser user) {
        return core.user(user.userId());
    }

    /** Opens a session for a person on a device. */
    public Mono<OpenedSession> open(UserAccount user, @Nullable String userAgent, String address) {
        return core.open(new CoreIdentityClient.NewSession(user.id(), userAgent, address))
                .map(session ->
                        new OpenedSession(
                                session.sessionId(),
                                tokens.issue(user.id(), session.sessionId()),
                                tokens.life(),
                                session.refreshToken(),
                                session.expiresAt(),
                                csrf.of(session.sessionId())));
    }

    /** Renews the session of a browser; {@code unauthenticated} if it was revoked. */
    public Mono<OpenedSession> renew(RefreshCookie cookie) {
        return renewal(cookie)
                .flatMap(session ->
                        revocations
                                .verdict(session.sessionId())
                                .filter(verdict -> verdict != Revocations.Verdict.REVOKED)
                                .map(_ -> opened(session)))
                .switchIfEmpty(Mono.error(Sessions::unauthenticated));
    }

    /** Revokes the session at all instances, then ends it in core. */
    public Mono<Void> end(String sessionId) {
        var untilTokensEnd = tokens.life().plusMinutes(1);
        return revocations
                .revoke(sessionId, untilTokensEnd)
                .then(core.end(sessionId))
                // its refresh token is still valid in core: keep refusing it here
                .onErrorResume(error ->
                        revocations.revoke(sessionId, settings.longest()).then(Mono.error(error)));
    }

    /** Revokes sessions at all instances that core has ended. */
    public Mono<Void> revoke(List<String> sessionIds) {
        var untilTokensEnd = tokens.life().plusMinutes(1);
        return Flux.fromIterable(sessionIds)
                .concatMap(id -> revocations.revoke(id, untilTokensEnd))
                .then();
    }

    /** Ends the session of a browser whose access token has expired. */
    public Mono<Void> endOf(RefreshCookie cookie) {
        return renewal(cookie).flatMap(session -> end(session.sessionId()));
    }

    private OpenedSession opened(RefreshedSession session) {
        return new OpenedSession(
                session.sessionId(),
                tokens.issue(session.userId(), session.sessionId()),
                tokens.life(),
                session.refreshToken(),
                session.expiresAt(),
                csrf.of(session.sessionId()));
    }

    private Mono<RefreshedSession> renewal(RefreshCookie cookie) {
        var key = Sha256.hex(cookie.token());
        return renewals.computeIfAbsent(
                        key,
                        _ ->
                                core.refresh(cookie.token())
                                        .onErrorResume(ProblemException.class, this::refused)
                                        .doOnTerminate(() ->
                                                Mono.delay(SAME_RENEWAL)
                                                        .subscribe(_ -> renewals.remove(key)))
                                        .cache())
                // the session beside the token is the client's word
                .filter(session -> session.sessionId().equals(cookie.sessionId()))
                .switchIfEmpty(Mono.error(Sessions::unauthenticated));
    }

    // a token that was used before is known to somebody else: what its session was given ends now
    private Mono<RefreshedSession> refused(ProblemException problem) {
        var refusal = new ProblemException(problem.code(), problem.detail());
        return problem.properties().get(ENDED_SESSION) instanceof String sessionId
                ? revocations
                        .revoke(sessionId, tokens.life().plusMinutes(1))
                        .then(Mono.error(refusal))
                : Mono.error(problem);
    }
}
