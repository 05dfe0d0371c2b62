/**
 * Closes months and issues invoices. Invoices and credit notes are JPA entities with their rules;
 * the lines of an invoice are appended and read page by page, in SQL, and so are payments and the
 * numbers of a series.
 *
 * <p>Whoever takes payments listens to {@link dev.agentworks.billing.invoice.InvoiceIssued} and
 * tells {@link dev.agentworks.billing.invoice.Payments} what came.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {
            "customer",
            "ledger",
            "money",
            "plan",
            "usage",
            "wallet",
            "workspace"
        })
package dev.agentworks.billing.invoice;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
