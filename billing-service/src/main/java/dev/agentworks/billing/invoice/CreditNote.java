package dev.agentworks.billing.invoice;

import dev.agentworks.billing.money.MinorUnits;
import dev.agentworks.starter.persistence.AssignedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;

/** A part of an invoice that is not asked any more; never changed. */
@Entity
class CreditNote extends AssignedId<UUID> {
    @Id private UUID id;
    private UUID workspaceId;
    private UUID invoiceId;
    private String number;
    private long amountMinor;
    private long taxMinor;
    private String reason;
    private String createdBy;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for Hibernate, which sets every field
    protected CreditNote() {}

    CreditNote(
            UUID id,
            Invoice invoice,
            String number,
            long amountMinor,
            long taxMinor,
            String reason,
            String createdBy,
            Instant now) {
        this.id = id;
        this.workspaceId = invoice.workspaceId();
        this.invoiceId = invoice.id();
        this.number = number;
        this.amountMinor = amountMinor;
        this.taxMinor = taxMinor;
        this.reason = reason;
        this.createdBy = createdBy;
        this.createdAt = now;
    }

    @Override
    public UUID getId() {
        return id;
    }

    long netMinor() {
        return amountMinor - taxMinor;
    }

    CreditNoteView view() {
        return new CreditNoteView(
                id,
                invoiceId,
                number,
                MinorUnits.amount(amountMinor),
                MinorUnits.amount(taxMinor),
                reason,
                createdAt);
    }
}
