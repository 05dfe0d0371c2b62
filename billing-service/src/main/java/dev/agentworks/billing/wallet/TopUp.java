package dev.agentworks.billing.wallet;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A wish for credits, which are there once they are paid. */
@Entity
class TopUp {
    @Id private UUID id;
    private UUID workspaceId;
    private BigDecimal amount;
    private boolean automatic;

    @Enumerated(EnumType.STRING)
    private TopUpStatus status;

    private @Nullable String requestedBy;
    private Instant requestedAt;
    private @Nullable Instant settledAt;
    private @Nullable String reference;
    @Version private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected TopUp() {}

    TopUp(UUID id, UUID workspaceId, BigDecimal amount, @Nullable String requestedBy, Instant now) {
        this.id = id;
        this.workspaceId = workspaceId;
        this.amount = amount;
        this.automatic = requestedBy == null;
        this.status = TopUpStatus.REQUESTED;
        this.requestedBy = requestedBy;
        this.requestedAt = now;
    }

    /** False when it was settled before. */
    boolean settle(TopUpStatus how, String by, Instant now) {
        // a payment that succeeds after all is one
        if (status == how || status == TopUpStatus.PAID) {
            return false;
        }
        status = how;
        reference = by;
        settledAt = now;
        return true;
    }

    UUID id() {
        return id;
    }

    BigDecimal amount() {
        return amount;
    }

    TopUpView view() {
        return new TopUpView(id, amount, automatic, status, requestedAt, settledAt);
    }
}
