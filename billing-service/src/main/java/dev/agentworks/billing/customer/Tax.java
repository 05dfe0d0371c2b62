package dev.agentworks.billing.customer;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/** A tax as it is in force for a customer. */
public record Tax(@Nullable String name, BigDecimal rate) {
    /** None is due. */
    public static final Tax NONE = new Tax(null, BigDecimal.ZERO);

    /** The tax on an amount, both in cents; half a cent up. */
    public long of(long minor) {
        return rate.multiply(BigDecimal.valueOf(minor))
                .setScale(0, RoundingMode.HALF_UP)
                .longValueExact();
    }
}
