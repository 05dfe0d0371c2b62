package dev.agentworks.billing.plan;

import dev.agentworks.billing.money.Proration;
import dev.agentworks.billing.plan.PlanCharges.Fee;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.List;

/** Adds up what each stretch of a month costs under the plan it had. */
final class MonthOfPlans {
    private final YearMonth month;
    private final List<Fee> fees = new ArrayList<>();
    private final List<PlanView> plans = new ArrayList<>();
    private BigDecimal allowance = BigDecimal.ZERO;
    private BigDecimal minimum = BigDecimal.ZERO;
    private BigDecimal ownKeyFee = BigDecimal.ZERO;

    private MonthOfPlans(YearMonth month) {
        this.month = month;
    }

    static PlanCharges of(YearMonth month, List<Subscription> subscriptions, PlanRepository plans) {
        var charges = new MonthOfPlans(month);
        var free = plans.free().view();
        var day = month.atDay(1);
        var end = month.plusMonths(1).atDay(1);
        for (var subscription : subscriptions) {
            var from = later(subscription.startsOn(), day);
            var to = subscription.endsOn() == null ? end : earlier(subscription.endsOn(), end);
            if (from.isBefore(to)) {
                charges.add(free, 0, day, from, from);
                charges.add(
                        plans.require(subscription.planId()).view(),
                        subscription.seats(),
                        from,
                        to,
                        subscription.paidFrom());
                day = to;
            }
        }
        charges.add(free, 0, day, end, end);
        return new PlanCharges(
                charges.plans.getLast().currency(),
                charges.fees,
                charges.allowance,
                charges.minimum,
                charges.ownKeyFee,
                charges.plans);
    }

    private void add(PlanView plan, int seats, LocalDate from, LocalDate to, LocalDate paidFrom) {
        if (!from.isBefore(to)) {
            return;
        }
        plans.add(plan);
        allowance = allowance.add(Proration.share(plan.allowance(), month, from, to));
        var paid = later(from, paidFrom);
        if (!paid.isBefore(to)) {
            return;
        }
        minimum = minimum.add(Proration.share(plan.minimum(), month, paid, to));
        ownKeyFee = ownKeyFee.add(Proration.share(plan.ownKeyFee(), month, paid, to));
        var days = "%s to %s".formatted(paid, to.minusDays(1));
        fee(
                "Plan %s, %s".formatted(plan.name(), days),
                false,
                to.toEpochDay() - paid.toEpochDay(),
                Proration.share(plan.flatFee(), month, paid, to));
        int more = Math.max(0, seats - plan.seatsIncluded());
        fee(
                "%d more seats of plan %s, %s".formatted(more, plan.name(), days),
                true,
                more,
                Proration.share(
                        plan.seatFee().multiply(BigDecimal.valueOf(more)), month, paid, to));
    }

    private void fee(String description, boolean ofSeats, long quantity, BigDecimal exact) {
        if (exact.signum() != 0) {
            fees.add(new Fee(description, ofSeats, quantity, exact));
        }
    }

    private static LocalDate later(LocalDate one, LocalDate other) {
        return one.isAfter(other) ? one : other;
    }

    private static LocalDate earlier(LocalDate one, LocalDate other) {
        return one.isBefore(other) ? one : other;
    }
}
