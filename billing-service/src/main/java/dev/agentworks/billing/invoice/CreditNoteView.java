package dev.agentworks.billing.invoice;

import dev.agentworks.events.Moment;
import dev.agentworks.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.UUID;

/**
 * A credit note as it is shown.
 *
 * @param amount with its tax
 */
public record CreditNoteView(
        UUID id,
        UUID invoiceId,
        String number,
        @Money BigDecimal amount,
        @Money BigDecimal tax,
        String reason,
        @Moment Instant createdAt) {}
