package dev.agentworks.router.catalogue;

import java.math.BigDecimal;

/**
 * What a call costs us and what the customer pays, in US dollars with twelve decimals.
 *
 * @param priceVersion of the table it was rated with
 */
public record Rated(BigDecimal cost, BigDecimal price, BigDecimal markup, String priceVersion) {
    /** The cost stays ours. */
    public Rated free() {
        return new Rated(cost, BigDecimal.ZERO.setScale(12), markup, priceVersion);
    }
}
