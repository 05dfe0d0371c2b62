package dev.agentworks.router.catalogue;

import dev.agentworks.router.provider.Tokens;
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

    /**
     * Rates a call with the prices of its moment.
     *
     * @param asked the model of the request, whose price was known when it was accepted
     * @param answered what the vendor says answered; decides when its price is known too
     */
    public Rated rate(
            Model asked, @Nullable String answered, Tokens tokens, Instant moment, UUID workspace) {
        var price =
                catalogue
                        .find(asked.provider(), answered == null ? asked.model() : answered)
                        .flatMap(it -> it.priceAt(moment))
                        .or(() -> asked.priceAt(moment))
                        .orElseThrow(
                                () -> new IllegalStateException("no price for " + asked.model()));
        var cost = price.cost(tokens);
        var markup = settings.markupOf(workspace);
        return new Rated(
                cost,
                cost.multiply(markup).setScale(12, RoundingMode.HALF_EVEN),
                markup,
                catalogue.version());
    }
}
