package dev.agentworks.billing.invoice;

import dev.agentworks.billing.usage.BillableUsage;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line before it is rounded.
 *
 * @param quantity calls, days or seats
 */
record DraftLine(
        LineKind kind,
        String description,
        @Nullable UUID projectId,
        @Nullable UUID cardId,
        @Nullable UUID runId,
        @Nullable String agentId,
        @Nullable Integer lane,
        @Nullable Integer laneVisit,
        LocalDate serviceMonth,
        long quantity,
        BigDecimal exact) {
    static DraftLine of(
            LineKind kind, String description, LocalDate month, long quantity, BigDecimal exact) {
        return new DraftLine(
                kind, description, null, null, null, null, null, null, month, quantity, exact);
    }

    static DraftLine of(BillableUsage.Line line, LocalDate billed) {
        boolean late = line.serviceMonth().isBefore(billed);
        var where = line.lane() == null ? "" : ", lane " + line.lane();
        var who = line.agentId() == null ? "calls without an agent" : line.agentId();
        return new DraftLine(
                late ? LineKind.LATE_USAGE : LineKind.USAGE,
                late
                        ? "Late usage, %s: %s%s"
                                .formatted(YearMonth.from(line.serviceMonth()), who, where)
                        : "Usage: %s%s".formatted(who, where),
                line.projectId(),
                line.cardId(),
                line.runId(),
                line.agentId(),
                line.lane(),
                line.laneVisit(),
                line.serviceMonth(),
                line.calls(),
                line.price());
    }
}
