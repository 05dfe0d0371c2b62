package dev.agentworks.core.mailtoken;

import dev.agentworks.starter.digest.Sha256;
import java.security.SecureRandom;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Tokens that were sent by mail, by their digests. Each is good for one use within its life. */
@Repository
public class PersonTokens {

    private static final int BYTES = 32;

    private final JdbcClient jdbc;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    PersonTokens(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A token that somebody shows.
     *
     * @param email the address that it was sent to
     * @param used before
     */
    public record Shown(UUID person, TokenPurpose purpose, String email, boolean used) {}

    /** A new token with its end. */
    public record Issued(String text, Instant expiresAt) {

        /** A secret is in no log. */
        @Override
        public String toString() {
            return "Issued[" + expiresAt + "]";
        }
    }

    /** Makes a token for the person; in their scope. */
    public Issued issue(UUID person, TokenPurpose purpose, String email) {
        var bytes = new byte[BYTES];
        random.nextBytes(bytes);
        var text = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        var now = clock.instant();
        var expiresAt = now.plus(purpose.life());
        jdbc.sql(
                        """
                        insert into person_token (token_hash, person_id, purpose, email, created_at, expires_at)
                        values (?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        Sha256.bytes(text),
                        person,
                        purpose.name(),
                        email,
                        Timestamp.from(now),
                        Timestamp.from(expiresAt))
                .update();
        return new Issued(text, expiresAt);
    }

    /** Whether the person was sent as many of them lately as they may be. */
    public boolean areEnough(UUID person, TokenPurpose purpose) {
        return jdbc.sql(
                                """
                                select count(*) from person_token
                                where person_id = ? and purpose = ? and created_at > ?
                                """)
                        .params(
                                person,
                                purpose.name(),
                                Timestamp.from(clock.instant().minus(Duration.ofHours(1))))
                        .query(Integer.class)
                        .single()
                >= TokenPurpose.MOST_AN_HOUR;
    }

    /** Whose token it is, whoever asks; empty when there is none or it is too old. */
    public Optional<Shown> find(String token) {
        return jdbc.sql("select * from person_token_shown(?, ?)")
                .params(Sha256.bytes(token), Timestamp.from(clock.instant()))
                .query((row, _) ->
                        new Shown(
                                row.getObject("person_id", UUID.class),
                                TokenPurpose.valueOf(row.getString("purpose")),
                                row.getString("email"),
                                row.getBoolean("used")))
                .optional();
    }

    /**
     * Uses the token up, and with it the person's others of this purpose.
     *
     * @return whether it was good until now
     */
    public boolean use(UUID person, TokenPurpose purpose, String token) {
        var now = Timestamp.from(clock.instant());
        var used =
                jdbc.sql(
                                        """
                                        update person_token set used_at = ?
                                        where token_hash = ? and used_at is null and expires_at > ?
                                        """)
                                .params(now, Sha256.bytes(token), now)
                                .update()
                        == 1;
        if (used) {
            jdbc.sql(
                            "delete from person_token where person_id = ? and purpose = ? and used_at is null")
                    .params(person, purpose.name())
                    .update();
        }
        return used;
    }

    /** Makes all tokens of the person good for nothing. */
    public void forget(UUID person) {
        jdbc.sql("delete from person_token where person_id = ?").param(person).update();
    }
}
