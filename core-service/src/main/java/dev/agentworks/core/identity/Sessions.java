package dev.agentworks.core.identity;

import dev.agentworks.starter.digest.Sha256;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sign-ins that last. A refresh token is good for one use. A second use, however late, means that
 * somebody has a copy of it: the session ends for both.
 */
@Service
public class Sessions {

    private static final int TOKEN_BYTES = 32;

    private final SessionRepository sessions;
    private final UsedTokens usedTokens;
    private final UserRepository users;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Sessions(SessionRepository sessions, UsedTokens usedTokens, UserRepository users, Clock clock) {
        this.sessions = sessions;
        this.usedTokens = usedTokens;
        this.users = users;
        this.clock = clock;
    }

    /** A session with the token that continues it. */
    public record OpenSession(
            SessionId sessionId, UserId userId, String refreshToken, Instant expiresAt) {}

    @Transactional
    public OpenSession open(UserId user, String userAgent, String address) {
        if (!users.existsById(user)) {
            throw new ProblemException(CommonError.NOT_FOUND, "There is no such person.");
        }
        var token = newToken();
        var session =
                new Session(
                        SessionId.next(),
                        user,
                        Sha256.bytes(token),
                        userAgent,
                        address,
                        clock.instant());
        return opened(sessions.save(session), token);
    }

    /** Continues the session of a token with another token. */
    @Transactional
    public RefreshOutcome refresh(String token) {
        var now = clock.instant();
        var hash = Sha256.bytes(token);
        var open = sessions.findByToken(hash).filter(session -> session.isOpen(now));
        if (open.isEmpty()) {
            return usedTokens
                    .sessionOf(hash)
                    .<RefreshOutcome>map(this::endOfReused)
                    .orElseGet(RefreshOutcome.Unusable::new);
        }
        var session = open.get();
        var next = newToken();
        session.refresh(Sha256.bytes(next), now);
        usedTokens.add(hash, session.getId(), now);
        return new RefreshOutcome.Refreshed(opened(session, next));
    }

    // its used tokens stay known: whoever asks again is told again which session must not be
    // believed
    private RefreshOutcome endOfReused(SessionId id) {
        sessions.findLocked(id).ifPresent(session -> session.end(clock.instant()));
        return new RefreshOutcome.Reused(id);
    }

    @Transactional
    public void end(SessionId id) {
        sessions.findLocked(id).ifPresent(session -> session.end(clock.instant()));
        usedTokens.deleteOf(id);
    }

    /** Where the person is signed in, the latest sign-in first. */
    @Transactional(readOnly = true)
    public List<SessionView> of(UserId person) {
        return sessions.findOpen(person, clock.instant()).stream().map(Session::toView).toList();
    }

    /** Ends one of the person's own sessions; refused when they have no such session. */
    @Transactional
    public void endOf(UserId person, SessionId id) {
        var session =
                sessions.findLocked(id)
                        .filter(found -> found.userId().equals(person))
                        .filter(found -> found.isOpen(clock.instant()))
                        .orElseThrow(() ->
                                new ProblemException(
                                        CommonError.NOT_FOUND, "You have no such session."));
        session.end(clock.instant());
        usedTokens.deleteOf(id);
    }

    /**
     * Ends the person's sessions.
     *
     * @param kept this one goes on; null: none does
     * @return those that ended
     */
    @Transactional
    public List<SessionId> endAllOf(UserId person, @Nullable SessionId kept) {
        var now = clock.instant();
        var ended =
                sessions.findOpenLocked(person, now).stream()
                        .filter(session -> !session.getId().equals(kept))
                        .toList();
        ended.forEach(session -> session.end(now));
        return ended.stream().map(Session::getId).toList();
    }

    private static OpenSession opened(Session session, String token) {
        return new OpenSession(session.getId(), session.userId(), token, session.expiresAt());
    }

    private String newToken() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
