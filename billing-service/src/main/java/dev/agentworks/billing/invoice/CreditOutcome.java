package dev.agentworks.billing.invoice;

import java.math.BigDecimal;

/** What became of a credit. */
public sealed interface CreditOutcome {
    record Credited(CreditNoteView note) implements CreditOutcome {}

    /** More than is left of the invoice. */
    record TooMuch(BigDecimal most) implements CreditOutcome {}
}
