package dev.agentworks.core.identity;

import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Lock;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

/** Sessions, each with its row locked while it is changed. */
interface SessionRepository extends Repository<Session, SessionId> {

    /**
     * The session that this token continues. Of two requests with the same token the second waits
     * for the first, and then finds none.
     */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Session s where s.tokenHash = :tokenHash")
    Optional<Session> findByToken(byte[] tokenHash);

    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query("select s from Session s where s.id = :id")
    Optional<Session> findLocked(SessionId id);

    /** The open sessions of a person with their rows locked, the latest first. */
    @Lock(LockModeType.PESSIMISTIC_WRITE)
    @Query(
            "select s from Session s where s.personId = :person and s.endedAt is null and s.expiresAt > :now"
                    + " order by s.createdAt desc")
    List<Session> findOpenLocked(UserId person, Instant now);

    @Query(
            "select s from Session s where s.personId = :person and s.endedAt is null and s.expiresAt > :now"
                    + " order by s.createdAt desc")
    List<Session> findOpen(UserId person, Instant now);

    Session save(Session session);
}
