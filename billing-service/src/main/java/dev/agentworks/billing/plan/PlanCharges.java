package dev.agentworks.billing.plan;

import java.math.BigDecimal;
import java.util.List;

/**
 * What the plans of a month cost beside usage, exactly; each in proportion to the days.
 *
 * @param allowance usage that is included
 * @param minimum what fees and usage cost at least
 * @param ownKeyFee due when own provider keys were used
 */
public record PlanCharges(
        String currency,
        List<Fee> fees,
        BigDecimal allowance,
        BigDecimal minimum,
        BigDecimal ownKeyFee,
        List<PlanView> plans) {
    public PlanCharges {
        fees = List.copyOf(fees);
        plans = List.copyOf(plans);
    }

    /**
     * A fee for some days of the month.
     *
     * @param ofSeats for people beyond those that are included
     * @param quantity days, or seats
     */
    public record Fee(String description, boolean ofSeats, long quantity, BigDecimal exact) {}
}
