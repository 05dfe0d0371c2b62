package dev.agentworks.router.catalogue;

import dev.agentworks.router.provider.model.Tokens;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs in a time.
 *
 * @param until the first day it does not hold any more
 * @param above other rates for the whole call when its input is longer
 * @param tiers other rates for responses that were given in this service tier
 * @param source a public page with this price
 * @param verified whether the page was read and said so
 */
public record Price(
        LocalDate from,
        @Nullable LocalDate until,
        Rates perMillion,
        @Nullable Band above,
        Map<String, Tier> tiers,
        @Nullable String source,
        boolean verified) {
    private static final Set<String> USUAL =
            Set.of("", "auto", "default", "standard", "standard_only", "on_demand");

    public Price {
        tiers = tiers == null ? Map.of() : Map.copyOf(tiers);
    }

    boolean holdsAt(Instant moment) {
        var day = moment.atOffset(ZoneOffset.UTC).toLocalDate();
        return !day.isBefore(from) && (until == null || day.isBefore(until));
    }

    /** The rates of a call; none when its tier has no price here. */
    public Optional<Rates> rates(Tokens tokens, @Nullable String serviceTier) {
        var name = serviceTier == null ? "" : serviceTier.toLowerCase(Locale.ROOT);
        if (USUAL.contains(name)) {
            return Optional.of(usual(tokens));
        }
        return Optional.ofNullable(tiers.get(name))
                .map(tier -> choose(tokens, tier.perMillion(), tier.above()));
    }

    /** The rates of a call in no special tier. */
    public Rates usual(Tokens tokens) {
        return choose(tokens, perMillion, above);
    }

    private static Rates choose(Tokens tokens, Rates normal, @Nullable Band above) {
        return above != null && tokens.input() > above.inputTokens() ? above.perMillion() : normal;
    }

    /** Rates of long inputs. */
    public record Band(long inputTokens, Rates perMillion) {}

    /** Rates of a service tier. */
    public record Tier(Rates perMillion, @Nullable Band above) {}
}
