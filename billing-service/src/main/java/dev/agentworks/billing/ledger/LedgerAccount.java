package dev.agentworks.billing.ledger;

import dev.agentworks.starter.persistence.AssignedId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.util.UUID;

/** An account of a workspace in one currency. What stands on it is the sum of its entries. */
@Entity
class LedgerAccount extends AssignedId<UUID> {
    @Id private UUID id;
    private UUID workspaceId;

    @Enumerated(EnumType.STRING)
    private AccountKind kind;

    private String currency;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected LedgerAccount() {}

    @Override
    public UUID getId() {
        return id;
    }

    AccountKind kind() {
        return kind;
    }
}
