package dev.agentworks.router.rating;

import dev.agentworks.router.catalogue.Catalogue;
import dev.agentworks.router.catalogue.Model;
import dev.agentworks.router.provider.model.Tokens;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Turns tokens into money, once for each call; it is not computed again later. */
@Component
public class CostCalculator {
    private final Catalogue catalogue;
    private final RatingSettings settings;

    public CostCalculator(Catalogue catalogue, RatingSettings settings) {
        this.catalogue = catalogue;
        this.settings = settings;
    }

    /** Rates a call that was answered in no special tier. */
    public CallCharge rate(
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
    public CallCharge rate(
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

    private CallCharge rated(BigDecimal cost, BigDecimal markup, boolean exact) {
        return new CallCharge(
                cost,
                cost.multiply(markup).setScale(12, RoundingMode.HALF_EVEN),
                markup,
                catalogue.version(),
                exact);
    }
}
