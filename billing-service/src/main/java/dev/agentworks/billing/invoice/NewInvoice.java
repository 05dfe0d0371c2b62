package dev.agentworks.billing.invoice;

import dev.agentworks.billing.customer.Tax;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Map;
import java.util.UUID;

/** An invoice at the moment it is issued. */
record NewInvoice(
        UUID id,
        UUID workspaceId,
        YearMonth period,
        String number,
        String currency,
        InvoiceDraft draft,
        Tax tax,
        Map<String, Object> snapshot,
        Instant issuedAt,
        Instant dueAt) {}
