package dev.agentworks.billing.invoice;

import java.time.Instant;
import java.time.YearMonth;

/** What became of the wish to close a month. */
public sealed interface CloseOutcome {
    /** It is closed, with this invoice. */
    record Closed(InvoiceView invoice) implements CloseOutcome {}

    /** It is closed; there was nothing to be invoiced. */
    record ClosedEmpty() implements CloseOutcome {}

    /** It was closed before. */
    record AlreadyClosed() implements CloseOutcome {}

    /** Its late calls are waited for. */
    record NotYet(Instant closesAt) implements CloseOutcome {}

    /** An earlier month comes first. */
    record EarlierOpen(YearMonth earlier) implements CloseOutcome {}
}
