package dev.agentworks.billing.invoice;

import static dev.agentworks.billing.ledger.AccountKind.CASH;
import static dev.agentworks.billing.ledger.AccountKind.RECEIVABLE;

import dev.agentworks.billing.ledger.GeneralLedger;
import dev.agentworks.billing.ledger.LedgerSource;
import dev.agentworks.billing.ledger.Posting;
import dev.agentworks.billing.money.MinorUnits;
import dev.agentworks.billing.workspace.WorkspaceAccess;
import dev.agentworks.starter.identifier.Uuids;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;

/** What whoever takes payments tells of an invoice. All of it may be told twice. */
@Service
public class Payments {
    private final Invoices invoices;
    private final InvoiceRepository repository;
    private final GeneralLedger ledger;
    private final WorkspaceAccess access;
    private final JdbcClient jdbc;

    Payments(
            Invoices invoices,
            InvoiceRepository repository,
            GeneralLedger ledger,
            WorkspaceAccess access,
            JdbcClient jdbc) {
        this.invoices = invoices;
        this.repository = repository;
        this.ledger = ledger;
        this.access = access;
        this.jdbc = jdbc;
    }

    /** Sets a payment against an invoice. */
    public InvoiceView record(UUID workspace, UUID invoice, ReceivedPayment payment) {
        return access.asPlatform(
                workspace,
                () -> {
                    var paid = invoices.lock(workspace, invoice);
                    if (isNew(paid, payment)) {
                        paid.pay(payment.amountMinor());
                        repository.flush();
                        var amount = MinorUnits.amount(payment.amountMinor());
                        ledger.post(
                                workspace,
                                new LedgerSource(
                                        "payment/" + payment.source(), payment.reference()),
                                paid.currency(),
                                "Payment of " + paid.number(),
                                List.of(
                                        Posting.debit(CASH, amount),
                                        Posting.credit(RECEIVABLE, amount)));
                    }
                    return paid.view();
                });
    }

    /** It was not paid in time. */
    public InvoiceView pastDue(UUID workspace, UUID invoice) {
        return changed(workspace, invoice, Invoice::becomePastDue);
    }

    /** It is not tried any more to collect it. */
    public InvoiceView uncollectible(UUID workspace, UUID invoice) {
        return changed(workspace, invoice, Invoice::giveUp);
    }

    /** It needs a person; without a reason, one has looked. */
    public InvoiceView park(UUID workspace, UUID invoice, @Nullable String reason) {
        return changed(workspace, invoice, it -> it.park(reason));
    }

    private InvoiceView changed(UUID workspace, UUID invoice, Consumer<Invoice> change) {
        return access.asPlatform(
                workspace,
                () -> {
                    var found = invoices.lock(workspace, invoice);
                    change.accept(found);
                    repository.flush();
                    return found.view();
                });
    }

    private boolean isNew(Invoice invoice, ReceivedPayment payment) {
        return jdbc.sql(
                                """
                                insert into invoice_payment (id, workspace_id, invoice_id, source, reference, amount_minor, received_at)
                                values (?, ?, ?, ?, ?, ?, ?) on conflict (source, reference) do nothing
                                """)
                        .params(
                                Uuids.v7(),
                                invoice.workspaceId(),
                                invoice.id(),
                                payment.source(),
                                payment.reference(),
                                payment.amountMinor(),
                                payment.receivedAt().atOffset(ZoneOffset.UTC))
                        .update()
                == 1;
    }
}
