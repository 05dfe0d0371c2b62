package dev.agentworks.billing.plan;

import dev.agentworks.events.Money;
import java.math.BigDecimal;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A plan as it is shown and calculated with. Fees, allowance and minimum are of a month, in {@code
 * currency}.
 *
 * @param seatsIncluded people whom the flat fee includes
 * @param allowance usage that the fee includes
 * @param markup what the customer pays for one dollar of provider cost
 * @param laneMarkups the same of calls in a lane, by the lane's number: decimal strings
 * @param ownKeyFee of a month in which the workspace's own provider keys were used
 */
public record PlanView(
        String code,
        int version,
        String name,
        String currency,
        @Money BigDecimal flatFee,
        int seatsIncluded,
        @Money BigDecimal seatFee,
        @Money BigDecimal allowance,
        @Money BigDecimal markup,
        Map<String, String> laneMarkups,
        @Money BigDecimal minimum,
        @Money BigDecimal ownKeyFee,
        int trialDays) {
    public PlanView {
        laneMarkups = Map.copyOf(laneMarkups);
    }

    /** What a dollar of provider cost is sold for in this lane. */
    public BigDecimal markupOf(@Nullable Integer lane) {
        var ofLane = lane == null ? null : laneMarkups.get(lane.toString());
        return ofLane == null ? markup : new BigDecimal(ofLane);
    }
}
