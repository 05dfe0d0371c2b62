package dev.agentworks.router.rating;

import java.math.BigDecimal;

/**
 * What a call costs us and what the customer pays, in US dollars with twelve decimals.
 *
 * @param priceVersion of the table it was rated with
 * @param exact whether the table has the price of the model that answered; otherwise it is the
 *     price what was asked, and somebody should look at it
 */
public record CallCharge(
        BigDecimal cost, BigDecimal price, BigDecimal markup, String priceVersion, boolean exact) {
    public CallCharge(BigDecimal cost, BigDecimal price, BigDecimal markup, String priceVersion) {
        this(cost, price, markup, priceVersion, true);
    }

    /** The cost stays ours. */
    public CallCharge free() {
        return new CallCharge(cost, BigDecimal.ZERO.setScale(12), markup, priceVersion, exact);
    }
}
