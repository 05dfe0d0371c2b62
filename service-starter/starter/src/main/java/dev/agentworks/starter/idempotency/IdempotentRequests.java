package dev.agentworks.starter.idempotency;

import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.JdbcTemplate;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** The requests that were done and their answers, as a table beside the service's own. */
final class IdempotentRequests {
    private static final TypeReference<Map<String, String>> HEADERS = new TypeReference<>() {};

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;

    IdempotentRequests(JdbcTemplate jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Begins the request in this transaction: empty when it is the first of its key, else the
     * answer of the first.
     *
     * @throws ProblemException {@code conflict} while another transaction works on the same key,
     *     {@code key-reused} when the key came with another request
     */
    Optional<StoredAnswer> begin(KeyedRequest request) {
        if (!isAlone(request)) {
            throw new ProblemException(
                            CommonError.CONFLICT,
                            "The first request with this Idempotency-Key is still under way.")
                    .retryAfter(Duration.ofSeconds(1));
        }
        return jdbc
                .query(
                        """
                        select fingerprint, status, headers, body
                        from idempotent_request
                        where id = ?
                        """,
                        (row, _) -> answer(row, request),
                        (Object) request.id())
                .stream()
                .findFirst();
    }

    /** Keeps the answer with the changes of this transaction. */
    void keep(KeyedRequest request, StoredAnswer answer) {
        jdbc.update(
                """
                insert into idempotent_request
                    (id, user_id, fingerprint, status, headers, body, answered_at)
                values (?, ?, ?, ?, ?, ?, ?)
                """,
                request.id(),
                request.user().id(),
                request.fingerprint(),
                answer.status(),
                json.writeValueAsString(answer.headers()),
                SealedBody.seal(answer.body(), request),
                Timestamp.from(clock.instant()));
    }

    // a request that waited would hold a connection as long as the first one works
    private boolean isAlone(KeyedRequest request) {
        return Boolean.TRUE.equals(
                jdbc.queryForObject(
                        "select pg_try_advisory_xact_lock(?)", Boolean.class, request.lock()));
    }

    private StoredAnswer answer(ResultSet row, KeyedRequest request) throws SQLException {
        if (!Arrays.equals(row.getBytes("fingerprint"), request.fingerprint())) {
            throw new ProblemException(
                    CommonError.KEY_REUSED, "This Idempotency-Key was used for another request.");
        }
        return new StoredAnswer(
                row.getInt("status"),
                json.readValue(row.getString("headers"), HEADERS),
                SealedBody.open(row.getBytes("body"), request));
    }
}
