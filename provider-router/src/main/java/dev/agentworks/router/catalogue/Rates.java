package dev.agentworks.router.catalogue;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.router.provider.model.Tokens;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * US dollars for a million tokens of each class; reasoning is paid as output.
 *
 * @param cacheWrite for the vendor's usual time
 * @param cacheWriteHour for an hour; as {@code cacheWrite} where the vendor has no such thing
 * @param imageOutput pictures that come out; as {@code output} where they are not priced apart
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rates(
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal input,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal cachedInput,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal cacheWrite,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal cacheWriteHour,
        @JsonFormat(shape = JsonFormat.Shape.STRING) BigDecimal output,
        @JsonFormat(shape = JsonFormat.Shape.STRING) @Nullable BigDecimal imageOutput) {
    private static final int DECIMALS = 6;

    public Rates {
        for (var rate : new BigDecimal[] {input, cachedInput, cacheWrite, output}) {
            if (rate == null) {
                throw new IllegalArgumentException("a rate is missing; free is 0 and said so");
            }
        }
        for (var rate :
                new @Nullable BigDecimal[] {
                    input, cachedInput, cacheWrite, cacheWriteHour, output, imageOutput
                }) {
            // six decimals of a million's price are twelve of a token's: the cost stays exact
            if (rate != null
                    && (rate.signum() < 0 || rate.stripTrailingZeros().scale() > DECIMALS)) {
                throw new IllegalArgumentException("a rate has six decimals at most, was " + rate);
            }
        }
    }

    public Rates(
            BigDecimal input, BigDecimal cachedInput, BigDecimal cacheWrite, BigDecimal output) {
        this(input, cachedInput, cacheWrite, null, output, null);
    }

    /** Exact, with twelve decimals. */
    public BigDecimal cost(Tokens tokens) {
        long otherOutput = tokens.output() - tokens.imageOutput();
        return times(input, tokens.freshInput())
                .add(times(cachedInput, tokens.cachedInput()))
                .add(times(cacheWrite, tokens.cacheWrite5m()))
                .add(times(or(cacheWriteHour, cacheWrite), tokens.cacheWrite1h()))
                .add(times(output, otherOutput))
                .add(times(or(imageOutput, output), tokens.imageOutput()))
                .movePointLeft(6)
                .setScale(12);
    }

    private static BigDecimal or(@Nullable BigDecimal rate, BigDecimal otherwise) {
        return rate == null ? otherwise : rate;
    }

    private static BigDecimal times(BigDecimal rate, long tokens) {
        return rate.multiply(BigDecimal.valueOf(tokens));
    }
}
