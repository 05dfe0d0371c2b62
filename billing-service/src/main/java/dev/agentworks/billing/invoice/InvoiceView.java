package dev.agentworks.billing.invoice;

import dev.agentworks.events.Moment;
import dev.agentworks.events.Money;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An invoice as it is shown. Amounts with two decimals, in {@code currency}.
 *
 * @param due what is still owed
 */
public record InvoiceView(
        UUID id,
        UUID workspaceId,
        String number,
        YearMonth period,
        InvoiceStatus status,
        String currency,
        @Money BigDecimal subtotal,
        @Nullable String taxName,
        @Money BigDecimal taxRate,
        @Money BigDecimal tax,
        @Money BigDecimal total,
        @Money BigDecimal paid,
        @Money BigDecimal credited,
        @Money BigDecimal due,
        @Moment Instant issuedAt,
        @Moment Instant dueAt) {}
