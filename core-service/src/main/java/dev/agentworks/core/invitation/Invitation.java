package dev.agentworks.core.invitation;

import dev.agentworks.core.identity.EmailAddress;
import dev.agentworks.core.identity.UserId;
import dev.agentworks.core.workspace.Role;
import dev.agentworks.core.workspace.WorkspaceId;
import dev.agentworks.starter.digest.Sha256;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Asks whoever reads the mails of an address to become a member. Of the token in the mail only the
 * digest is kept. It is accepted by the database alone.
 */
@Entity
class Invitation {

    static final Duration LIFE = Duration.ofDays(7);

    /** Between two mails to the same address. */
    private static final Duration PAUSE = Duration.ofMinutes(1);

    private static final int MOST_MAILS = 20;

    @EmbeddedId private InvitationId id;
    private WorkspaceId workspaceId;
    private String email;

    @Enumerated(EnumType.STRING)
    private Role role;

    private byte[] tokenHash;
    private UserId invitedBy;
    private Instant createdAt;
    private Instant sentAt;
    private int sentCount;
    private Instant expiresAt;
    private @Nullable Instant acceptedAt;
    private @Nullable UserId acceptedBy;
    private @Nullable Instant revokedAt;
    @Version private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected Invitation() {}

    Invitation(
            InvitationId id,
            WorkspaceId workspace,
            EmailAddress email,
            Role role,
            UserId inviter,
            String token,
            Instant now) {
        this.id = id;
        this.workspaceId = workspace;
        this.email = email.value();
        this.role = role;
        this.invitedBy = inviter;
        this.createdAt = now;
        this.tokenHash = Sha256.bytes(token);
        this.sentAt = now;
        this.sentCount = 1;
        this.expiresAt = now.plus(LIFE);
    }

    /** Whether another mail now would be a burden to the one who gets it. */
    boolean wasSentLately(Instant now) {
        return sentAt.plus(PAUSE).isAfter(now) || sentCount >= MOST_MAILS;
    }

    /** Is sent once more: the token of the mail before is good no more. */
    void refresh(Role newRole, UserId inviter, String token, Instant now) {
        role = newRole;
        invitedBy = inviter;
        tokenHash = Sha256.bytes(token);
        sentAt = now;
        sentCount++;
        expiresAt = now.plus(LIFE);
    }

    void revoke(Instant now) {
        revokedAt = now;
    }

    InvitationId id() {
        return id;
    }

    WorkspaceId workspaceId() {
        return workspaceId;
    }

    Role role() {
        return role;
    }

    String email() {
        return email;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
