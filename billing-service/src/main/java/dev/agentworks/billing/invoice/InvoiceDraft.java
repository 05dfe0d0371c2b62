package dev.agentworks.billing.invoice;

import dev.agentworks.billing.money.MinorUnits;
import dev.agentworks.billing.plan.PlanCharges;
import dev.agentworks.billing.usage.BillableUsage;
import java.math.BigDecimal;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/**
 * What a month costs, line by line. Pure: the same month gives the same lines. The usage that is
 * included, what is used beyond it, and what credits paid of that come from this one calculation.
 *
 * @param minor the cents of each line, together {@code subtotalMinor}
 * @param carried what is more than paid: it goes to the wallet
 */
record InvoiceDraft(
        List<DraftLine> lines,
        List<Long> minor,
        BigDecimal exactTotal,
        long subtotalMinor,
        BigDecimal cost,
        BigDecimal carried) {
    /**
     * @param credits what the wallet paid of the month's usage
     */
    static InvoiceDraft of(
            YearMonth period,
            List<BillableUsage.Line> usage,
            PlanCharges plan,
            boolean ownKeys,
            BigDecimal credits) {
        var month = period.atDay(1);
        var lines = new ArrayList<DraftLine>();
        usage.forEach(line -> lines.add(DraftLine.of(line, month)));
        var used = sum(lines);
        var included = plan.allowance().min(used).max(BigDecimal.ZERO);
        if (included.signum() > 0) {
            add(lines, LineKind.ALLOWANCE, "Included usage", period, included.negate());
        }
        for (var fee : plan.fees()) {
            lines.add(
                    DraftLine.of(
                            fee.ofSeats() ? LineKind.SEATS : LineKind.FLAT_FEE,
                            fee.description(),
                            month,
                            fee.quantity(),
                            fee.exact()));
        }
        if (ownKeys && plan.ownKeyFee().signum() > 0) {
            add(lines, LineKind.OWN_KEYS, "Own provider keys", period, plan.ownKeyFee());
        }
        var missing = plan.minimum().subtract(sum(lines));
        if (missing.signum() > 0) {
            add(lines, LineKind.MINIMUM, "To the minimum of the plan", period, missing);
        }
        if (credits.signum() > 0) {
            add(lines, LineKind.CREDITS, "Paid from credits", period, credits.negate());
        }
        var carried = sum(lines).negate().max(BigDecimal.ZERO);
        if (carried.signum() > 0) {
            add(lines, LineKind.CREDITS, "Carried to the balance", period, carried);
        }
        var exact = sum(lines);
        return new InvoiceDraft(
                List.copyOf(lines),
                MinorUnits.allocate(lines.stream().map(DraftLine::exact).toList()),
                exact,
                MinorUnits.round(exact),
                usage.stream()
                        .map(BillableUsage.Line::cost)
                        .reduce(BigDecimal.ZERO, BigDecimal::add),
                carried);
    }

    private static void add(
            List<DraftLine> lines,
            LineKind kind,
            String description,
            YearMonth period,
            BigDecimal exact) {
        lines.add(DraftLine.of(kind, description, period.atDay(1), 1, exact));
    }

    private static BigDecimal sum(List<DraftLine> lines) {
        return lines.stream().map(DraftLine::exact).reduce(BigDecimal.ZERO, BigDecimal::add);
    }
}
