package dev.agentworks.billing.invoice;

import static dev.agentworks.billing.ledger.AccountKind.RECEIVABLE;
import static dev.agentworks.billing.ledger.AccountKind.REVENUE;
import static dev.agentworks.billing.ledger.AccountKind.ROUNDING;
import static dev.agentworks.billing.ledger.AccountKind.TAX;

import dev.agentworks.billing.ledger.GeneralLedger;
import dev.agentworks.billing.ledger.LedgerSource;
import dev.agentworks.billing.ledger.Posting;
import dev.agentworks.billing.money.MinorUnits;
import dev.agentworks.billing.wallet.NewGrant;
import dev.agentworks.billing.wallet.Wallets;
import dev.agentworks.billing.workspace.WorkspaceAccess;
import dev.agentworks.starter.identifier.Uuids;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;

/** Credits invoices. What was paid already goes to the workspace's balance. */
@Service
public class CreditNotes {
    private final CreditNoteRepository notes;
    private final InvoiceRepository invoices;
    private final Invoices requiredInvoices;
    private final NumberSeries numbers;
    private final Wallets wallets;
    private final GeneralLedger ledger;
    private final WorkspaceAccess access;
    private final ApplicationEventPublisher events;
    private final Clock clock;

    CreditNotes(
            CreditNoteRepository notes,
            InvoiceRepository invoices,
            Invoices requiredInvoices,
            NumberSeries numbers,
            Wallets wallets,
            GeneralLedger ledger,
            WorkspaceAccess access,
            ApplicationEventPublisher events,
            Clock clock) {
        this.notes = notes;
        this.invoices = invoices;
        this.requiredInvoices = requiredInvoices;
        this.numbers = numbers;
        this.wallets = wallets;
        this.ledger = ledger;
        this.access = access;
        this.events = events;
        this.clock = clock;
    }

    /**
     * Credits a part of an invoice, or all that is left of it.
     *
     * @param amount in the invoice's currency, with at most two decimals; none for all
     * @param by the operator
     */
    public CreditOutcome credit(
            UUID workspace, UUID invoice, @Nullable BigDecimal amount, String reason, String by) {
        return access.asPlatform(
                workspace,
                () -> {
                    var credited = requiredInvoices.lock(workspace, invoice);
                    long most = credited.creditableMinor();
                    long minor = amount == null ? most : MinorUnits.round(amount);
                    return minor > most || minor <= 0
                            ? new CreditOutcome.TooMuch(MinorUnits.amount(most))
                            : new CreditOutcome.Credited(issued(credited, minor, reason, by));
                });
    }

    private CreditNoteView issued(Invoice invoice, long minor, String reason, String by) {
        long tax = invoice.taxOfCredit(minor);
        long netBefore =
                notes.findByInvoiceIdOrderByCreatedAt(invoice.id()).stream()
                        .mapToLong(CreditNote::netMinor)
                        .sum();
        long overpaid = invoice.credit(minor);
        var id = Uuids.v7();
        if (overpaid > 0) {
            invoice.passOn(overpaid);
            wallets.grant(
                    invoice.workspaceId(),
                    NewGrant.refunded(MinorUnits.amount(overpaid), "credit-note/" + id));
        }
        invoices.flush();
        var note =
                notes.saveAndFlush(
                        new CreditNote(
                                id,
                                invoice,
                                numbers.nextCreditNote(),
                                minor,
                                tax,
                                reason,
                                by,
                                clock.instant()));
        post(invoice, note, minor, tax, netBefore);
        events.publishEvent(
                new CreditNoteIssued(invoice.workspaceId(), invoice.id(), id, minor, overpaid));
        return note.view();
    }

    // the last credit takes back the revenue to its last decimal, and the rounding with it
    private void post(Invoice invoice, CreditNote note, long minor, long tax, long netBefore) {
        var net = MinorUnits.amount(minor - tax);
        boolean whole = invoice.creditableMinor() == 0;
        var revenue = whole ? invoice.exactTotal().subtract(MinorUnits.amount(netBefore)) : net;
        ledger.post(
                invoice.workspaceId(),
                new LedgerSource("credit-note", note.getId().toString()),
                invoice.currency(),
                "Credit note " + note.view().number(),
                List.of(
                        Posting.debit(REVENUE, revenue),
                        Posting.debit(ROUNDING, net.subtract(revenue)),
                        Posting.debit(TAX, MinorUnits.amount(tax)),
                        Posting.credit(RECEIVABLE, MinorUnits.amount(minor))));
    }
}
