package dev.agentworks.billing.wallet;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Credits that were bought or given, and what is left of them. */
@Entity
class WalletGrant {
    /** Which is used first: by priority, then what expires sooner, then what is older. */
    static final Comparator<WalletGrant> ORDER =
            Comparator.comparingInt((WalletGrant grant) -> grant.priority)
                    .thenComparing(
                            grant -> grant.expiresAt,
                            Comparator.nullsLast(Comparator.naturalOrder()))
                    .thenComparing(grant -> grant.grantedAt)
                    .thenComparing(grant -> grant.id);

    @Id private UUID id;
    private UUID workspaceId;

    @Enumerated(EnumType.STRING)
    private GrantKind kind;

    private BigDecimal amount;
    private BigDecimal remaining;
    private int priority;
    private @Nullable UUID projectId;
    private @Nullable Instant expiresAt;
    private Instant grantedAt;
    private String sourceKey;
    @Version private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected WalletGrant() {}

    WalletGrant(UUID id, UUID workspaceId, NewGrant grant, Instant now) {
        this.id = id;
        this.workspaceId = workspaceId;
        this.kind = grant.kind();
        this.amount = grant.amount();
        this.remaining = grant.amount();
        this.priority = grant.priority();
        this.projectId = grant.projectId();
        this.expiresAt = grant.expiresAt();
        this.grantedAt = now;
        this.sourceKey = grant.sourceKey();
    }

    /** Takes as much as there is of this amount; what was taken. */
    BigDecimal take(BigDecimal wanted) {
        var taken = wanted.min(remaining);
        remaining = remaining.subtract(taken);
        return taken;
    }

    /** Gives back what was taken before. */
    void giveBack(BigDecimal taken) {
        remaining = remaining.add(taken);
        if (remaining.compareTo(amount) > 0) {
            throw new IllegalStateException("grant %s holds more than it was".formatted(id));
        }
    }

    /** Its time is over; what was left. */
    BigDecimal expire() {
        var left = remaining;
        remaining = BigDecimal.ZERO;
        return left;
    }

    boolean isExpired(Instant now) {
        return expiresAt != null && !expiresAt.isAfter(now);
    }

    UUID id() {
        return id;
    }

    @Nullable UUID projectId() {
        return projectId;
    }

    BigDecimal remaining() {
        return remaining;
    }

    GrantView view() {
        return new GrantView(
                id, kind, amount, remaining, priority, projectId, expiresAt, grantedAt);
    }
}
