package dev.agentworks.billing.invoice;

import java.util.List;
import java.util.UUID;
import org.springframework.data.repository.Repository;

/** The credit notes of the transaction's workspace. */
interface CreditNoteRepository extends Repository<CreditNote, UUID> {
    List<CreditNote> findByInvoiceIdOrderByCreatedAt(UUID invoiceId);

    CreditNote saveAndFlush(CreditNote note);
}
