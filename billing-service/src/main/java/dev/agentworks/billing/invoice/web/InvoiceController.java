package dev.agentworks.billing.invoice.web;

import dev.agentworks.billing.invoice.InvoiceDocument;
import dev.agentworks.billing.invoice.InvoiceView;
import dev.agentworks.billing.invoice.Invoices;
import dev.agentworks.starter.compute.ComputePools;
import dev.agentworks.starter.servicetoken.ActingUser;
import dev.agentworks.starter.servicetoken.RequiresScope;
import dev.agentworks.starter.web.CurrentUser;
import dev.agentworks.starter.web.Page;
import dev.agentworks.starter.web.RunAsCurrentUser;
import java.util.UUID;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** A workspace's invoices, for those who see its money. */
@RestController
@RequestMapping("/api/workspaces/{id}/invoices")
@RequiresScope("billing:public")
@RunAsCurrentUser
class InvoiceController {
    private final Invoices invoices;
    private final ComputePools pools;

    InvoiceController(Invoices invoices, ComputePools pools) {
        this.invoices = invoices;
        this.pools = pools;
    }

    @GetMapping
    Page<InvoiceView> list(@CurrentUser ActingUser user, @PathVariable UUID id) {
        return new Page<>(invoices.of(user, id), null);
    }

    @GetMapping("/{invoiceId}")
    InvoiceDocument one(
            @CurrentUser ActingUser user, @PathVariable UUID id, @PathVariable UUID invoiceId) {
        return invoices.document(user, id, invoiceId);
    }

    @GetMapping(path = "/{invoiceId}.pdf", produces = MediaType.APPLICATION_PDF_VALUE)
    ResponseEntity<byte[]> pdf(
            @CurrentUser ActingUser user, @PathVariable UUID id, @PathVariable UUID invoiceId) {
        var document = invoices.document(user, id, invoiceId);
        var pdf = pools.pool("invoices").compute(() -> InvoicePdf.of(document));
        return ResponseEntity.ok()
                .contentType(MediaType.APPLICATION_PDF)
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename(document.invoice().number() + ".pdf")
                                .build()
                                .toString())
                .body(pdf);
    }
}
