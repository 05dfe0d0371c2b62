package dev.agentworks.billing.invoice;

import dev.agentworks.events.Money;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line as it is shown.
 *
 * @param exact before it was rounded, with up to twelve decimals
 * @param amount what it adds to the subtotal
 */
public record InvoiceLineView(
        int number,
        LineKind kind,
        String description,
        @Nullable UUID projectId,
        @Nullable UUID cardId,
        @Nullable UUID runId,
        @Nullable String agentId,
        @Nullable Integer lane,
        @Nullable Integer laneVisit,
        YearMonth serviceMonth,
        long quantity,
        @Money BigDecimal exact,
        @Money BigDecimal amount) {}
