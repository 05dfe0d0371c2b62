package dev.agentworks.router.catalogue;

import dev.agentworks.router.provider.model.Tokens;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns tokens into money, once for each call; nobody computes it again later. */
@Component
public class Rating {
    private final Catalogue catalogue;
    private final RatingSettings settings;

    Rating(Catalogue catalogue, RatingSettings settings) {
        this.catalogue = catalogue;
        this.settings = settings;
    }

    /** Rates a call that was answered in no special tier. */
    public Rated rate(
            Model asked, @Nullable String answered, Tokens tokens, Instant moment, UUID workspace) {
        return rate(asked, answered, null, tokens, moment, workspace);
    }

    /**
     * Rates a call with the prices of its moment.
     *
     * @param asked the model of the request, whose price was known when it was accepted
     * @param answered what the vendor says answered; decides when its price is known too
     * @param serviceTier in which the vendor says it answered, whatever was asked for
     */
    public Rated rate(
            Model asked,
            @Nullable String answered,
            @Nullable String serviceTier,
            Tokens tokens,
            Instant moment,
            UUID workspace) {
        var told =
                answered == null
                        ? asked.priceAt(moment)
                        : catalogue
                                .resolve(asked.provider(), answered)
                                .flatMap(it -> it.priceAt(moment));
        var price =
                told.or(() -> asked.priceAt(moment))
                        .orElseThrow(
                                () -> new IllegalStateException("no price for " + asked.model()));
        var rates = price.rates(tokens, serviceTier);
        var cost = rates.orElseGet(() -> price.usual(tokens)).cost(tokens);
        return rated(cost, settings.markupOf(workspace), told.isPresent() && rates.isPresent());
    }

    private Rated rated(BigDecimal cost, BigDecimal markup, boolean exact) {
        return new Rated(
                cost,
                cost.multiply(markup).setScale(12, RoundingMode.HALF_EVEN),
                markup,
                catalogue.version(),
                exact);
    }
}
