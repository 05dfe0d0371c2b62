package dev.agentworks.billing.invoice;

import java.util.List;
import java.util.Map;

/**
 * All that an invoice says.
 *
 * @param snapshot the customer and the plans as they were
 */
public record InvoiceDocument(
        InvoiceView invoice,
        Map<String, Object> snapshot,
        List<InvoiceLineView> lines,
        List<CreditNoteView> creditNotes) {
    public InvoiceDocument {
        snapshot = Map.copyOf(snapshot);
        lines = List.copyOf(lines);
        creditNotes = List.copyOf(creditNotes);
    }
}
