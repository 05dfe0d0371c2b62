package dev.agentworks.router.catalogue;

import com.fasterxml.jackson.annotation.JsonFormat;
import dev.agentworks.router.provider.Tokens;
import java.math.BigDecimal;

/** US dollars for a million tokens of each class; reasoning is paid as output. */
public record Rates(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal input,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal cachedInput,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal cacheWrite,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal output) {
    private static final int DECIMALS = 6;

    public Rates {
        for (var rate : new BigDecimal[] {input, cachedInput, cacheWrite, output}) {
            // six decimals of a million's price are twelve of a token's: the cost stays exact
            if (rate == null || rate.signum() < 0 || rate.stripTrailingZeros().scale() > DECIMALS) {
                throw new IllegalArgumentException("a rate has six decimals at most, was " + rate);
            }
        }
    }

    /** Exact, with twelve decimals. */
    BigDecimal cost(Tokens tokens) {
        return times(input, tokens.freshInput())
                .add(times(cachedInput, tokens.cachedInput()))
                .add(times(cacheWrite, tokens.cacheWrite()))
                .add(times(output, tokens.output()))
                .movePointLeft(6)
                .setScale(12);
    }

    private static BigDecimal times(BigDecimal rate, long tokens) {
        return rate.multiply(BigDecimal.valueOf(tokens));
    }
}
