package dev.agentworks.billing.invoice;

import dev.agentworks.billing.workspace.WorkspaceAccess;
import dev.agentworks.starter.problem.CommonError;
import dev.agentworks.starter.problem.ProblemException;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.util.List;
import java.util.UUID;
import org.springframework.data.domain.Limit;
import org.springframework.stereotype.Service;

/** The invoices of a workspace, for those who see its money. */
@Service
public class Invoices {
    /** Ten years of months. */
    private static final int MOST = 120;

    private final InvoiceRepository invoices;
    private final InvoiceLineTable lines;
    private final CreditNoteRepository notes;
    private final WorkspaceAccess access;

    Invoices(
            InvoiceRepository invoices,
            InvoiceLineTable lines,
            CreditNoteRepository notes,
            WorkspaceAccess access) {
        this.invoices = invoices;
        this.lines = lines;
        this.notes = notes;
        this.access = access;
    }

    /** The newest first. */
    public List<InvoiceView> of(ActingUser user, UUID workspace) {
        return access.asManager(
                user,
                workspace,
                () ->
                        invoices
                                .findByWorkspaceIdOrderByPeriodDesc(workspace, Limit.of(MOST))
                                .stream()
                                .map(Invoice::view)
                                .toList());
    }

    public InvoiceDocument document(ActingUser user, UUID workspace, UUID invoice) {
        return access.asManager(user, workspace, () -> document(workspace, invoice));
    }

    /** For other features of this service. */
    public InvoiceDocument document(UUID workspace, UUID invoice) {
        return access.asPlatform(
                workspace,
                () -> {
                    var found = require(workspace, invoice);
                    return new InvoiceDocument(
                            found.view(),
                            found.snapshot(),
                            lines.of(invoice, 0, Integer.MAX_VALUE),
                            notes.findByInvoiceIdOrderByCreatedAt(invoice).stream()
                                    .map(CreditNote::view)
                                    .toList());
                });
    }

    /** Lines by number, for whoever hands them on. */
    public List<InvoiceLineView> lines(UUID workspace, UUID invoice, int after, int most) {
        return access.asPlatform(
                workspace,
                () -> {
                    require(workspace, invoice);
                    return lines.of(invoice, after, most);
                });
    }

    Invoice lock(UUID workspace, UUID invoice) {
        return invoices.lock(invoice, workspace).orElseThrow(Invoices::unknown);
    }

    private Invoice require(UUID workspace, UUID invoice) {
        return invoices.findByIdAndWorkspaceId(invoice, workspace).orElseThrow(Invoices::unknown);
    }

    private static ProblemException unknown() {
        return new ProblemException(CommonError.NOT_FOUND, "There is no such invoice.");
    }
}
