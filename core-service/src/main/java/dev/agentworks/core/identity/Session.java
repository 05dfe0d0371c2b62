package dev.agentworks.core.identity;

import dev.agentworks.starter.persistence.AssignedId;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A sign-in that lasts as long as it is refreshed. Of its refresh token only the hash is kept. */
@Entity
class Session extends AssignedId<SessionId> {

    private static final Duration LIFE = Duration.ofDays(30);

    /** However often it is refreshed: then the person signs in again. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(90);

    @EmbeddedId private SessionId id;
    private UserId personId;
    private byte[] tokenHash;
    private String userAgent;
    private String address;
    private Instant createdAt;
    private Instant expiresAt;
    private @Nullable Instant endedAt;
    private @Nullable Instant lastSeenAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected Session() {}

    Session(
            SessionId id,
            UserId personId,
            byte[] tokenHash,
            String userAgent,
            String address,
            Instant now) {
        this.id = id;
        this.personId = personId;
        this.tokenHash = tokenHash;
        this.userAgent = userAgent;
        this.address = address;
        this.createdAt = now;
        this.lastSeenAt = now;
        this.expiresAt = now.plus(LIFE);
    }

    boolean isOpen(Instant now) {
        return endedAt == null && expiresAt.isAfter(now);
    }

    /** From now on only the new token continues the session. */
    void refresh(byte[] newTokenHash, Instant now) {
        tokenHash = newTokenHash;
        lastSeenAt = now;
        var next = now.plus(LIFE);
        var last = createdAt.plus(LONGEST_LIFE);
        expiresAt = next.isBefore(last) ? next : last;
    }

    void end(Instant now) {
        if (endedAt == null) {
            endedAt = now;
        }
    }

    @Override
    public SessionId getId() {
        return id;
    }

    UserId userId() {
        return personId;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    SessionView toView() {
        return new SessionView(
                id,
                DeviceName.of(userAgent),
                userAgent,
                address,
                createdAt,
                lastSeenAt == null ? createdAt : lastSeenAt,
                expiresAt);
    }
}
