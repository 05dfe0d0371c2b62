package dev.agentworks.core.identity;

import dev.agentworks.starter.digest.Sha256;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * Sign-ins that last. A refresh token is good for one use; whoever shows one a second time, however
 * old it is, holds a copy, and the session ends for both.
 */
@Service
public class Sessions {

    private static final Duration LIFE = Duration.ofDays(30);
    private static final int TOKEN_BYTES = 32;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    Sessions(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A session with the token that continues it; only the token's hash is kept. */
    public record OpenSession(
            UUID sessionId, UUID userId, String refreshToken, Instant expiresAt) {}

    @Transactional
    public OpenSession open(UUID user, String userAgent, String address) {
        requirePerson(user);
        var token = token();
        var now = clock.instant();
        var session = new OpenSession(Uuids.v7(), user, token, now.plus(LIFE));
        jdbc.sql(
                        """
                        insert into session (id, person_id, token_hash, user_agent, address, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        session.sessionId(),
                        user,
                        Sha256.bytes(token),
                        userAgent,
                        address,
                        Timestamp.from(now),
                        Timestamp.from(session.expiresAt()))
                .update();
        return session;
    }

    /**
     * The session continued with a new token; empty when the token is unknown, used, too old or its
     * session ended.
     */
    @Transactional
    public Optional<OpenSession> refresh(String token) {
        var next = token();
        var now = clock.instant();
        var continued =
                jdbc.sql(
                                """
                                update session
                                set token_hash = ?, expires_at = ?
                                where token_hash = ? and ended_at is null and expires_at > ?
                                returning id, person_id
                                """)
                        .params(
                                Sha256.bytes(next),
                                Timestamp.from(now.plus(LIFE)),
                                Sha256.bytes(token),
                                Timestamp.from(now))
                        .query((row, _) ->
                                new OpenSession(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, UUID.class),
                                        next,
                                        now.plus(LIFE)))
                        .optional();
        if (continued.isPresent()) {
            jdbc.sql(
                            "insert into session_used_token (token_hash, session_id, used_at) values (?, ?, ?)")
                    .params(Sha256.bytes(token), continued.get().sessionId(), Timestamp.from(now))
                    .update();
        } else {
            ofUsedToken(token).ifPresent(this::end);
        }
        return continued;
    }

    @Transactional
    public void end(UUID session) {
        jdbc.sql("update session set ended_at = ? where id = ? and ended_at is null")
                .params(Timestamp.from(clock.instant()), session)
                .update();
        jdbc.sql("delete from session_used_token where session_id = ?").param(session).update();
    }

    private Optional<UUID> ofUsedToken(String token) {
        return jdbc.sql("select session_id from session_used_token where token_hash = ?")
                .param(Sha256.bytes(token))
                .query(UUID.class)
                .optional();
    }

    private void requirePerson(UUID user) {
        jdbc.sql("select id from person where id = ?")
                .param(user)
                .query(UUID.class)
                .optional()
                .orElseThrow(() ->
                        new ProblemException(CommonError.NOT_FOUND, "There is no such person."));
    }

    private String token() {
        var bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
