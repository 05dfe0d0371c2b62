package dev.agentworks.billing.money;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;

/** The price of a call under a markup. */
public final class Rating {
    private static final int DECIMALS = 12;

    private Rating() {}

    /**
     * The price under another markup of what was priced under one: the part of the cost that is
     * charged stays the same. Rounded once, half to even, to twelve decimals.
     *
     * @param from above zero, or equal to {@code to}
     */
    public static BigDecimal price(BigDecimal price, BigDecimal from, BigDecimal to) {
        return from.compareTo(to) == 0
                ? price
                : price.multiply(to).divide(from, DECIMALS, RoundingMode.HALF_EVEN);
    }

    /**
     * What of the price is left when the cost is paid, as a part of the price, with six decimals;
     * of nothing it is nothing.
     *
     * @return empty where a cost stands against no price
     */
    public static Optional<BigDecimal> margin(BigDecimal cost, BigDecimal price) {
        if (price.signum() == 0) {
            return cost.signum() == 0 ? Optional.of(BigDecimal.ZERO) : Optional.empty();
        }
        return Optional.of(price.subtract(cost).divide(price, 6, RoundingMode.HALF_EVEN));
    }
}
