package dev.agentworks.core.identity;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The refresh tokens that were used, by their hashes, until their session is signed out. */
@Repository
class UsedTokens {

    private final JdbcClient jdbc;

    UsedTokens(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(byte[] tokenHash, SessionId session, Instant now) {
        jdbc.sql(
                        "insert into session_used_token (token_hash, session_id, used_at) values (?, ?, ?)")
                .params(tokenHash, session.value(), Timestamp.from(now))
                .update();
    }

    Optional<SessionId> sessionOf(byte[] tokenHash) {
        return jdbc.sql("select session_id from session_used_token where token_hash = ?")
                .param(tokenHash)
                .query(UUID.class)
                .optional()
                .map(SessionId::new);
    }

    void deleteOf(SessionId session) {
        jdbc.sql("delete from session_used_token where session_id = ?")
                .param(session.value())
                .update();
    }
}
