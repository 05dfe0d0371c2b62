package dev.agentworks.router.catalogue;

import dev.agentworks.router.provider.Tokens;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs in a time.
 *
 * @param until the first day it does not hold any more
 * @param above other rates for the whole call when its input is longer
 */
public record Price(
        LocalDate from, @Nullable LocalDate until, Rates perMillion, @Nullable Band above) {
    boolean holdsAt(Instant moment) {
        var day = moment.atOffset(ZoneOffset.UTC).toLocalDate();
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }

    BigDecimal cost(Tokens tokens) {
        var rates =
                above != null && tokens.input() > above.inputTokens()
                        ? above.perMillion()
                        : perMillion;
        return rates.cost(tokens);
    }

    /** Rates of long inputs. */
    public record Band(long inputTokens, Rates perMillion) {}
}
