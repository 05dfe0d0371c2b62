package dev.agentworks.router.catalogue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A model that may be asked.
 *
 * @param model the vendor's name for it
 * @param aliases further names of the same model at the same price
 * @param takesTemperature the vendor refuses the request otherwise
 */
public record Model(
        String provider,
        String model,
        List<String> aliases,
        String name,
        int contextTokens,
        int maxOutputTokens,
        boolean takesTemperature,
        List<Price> prices) {
    public Model {
        aliases = List.copyOf(aliases);
        prices = List.copyOf(prices);
    }

    boolean isCalled(String other) {
        return model.equals(other) || aliases.contains(other);
    }

    /** The price in force; none before its first and after its last day. */
    public Optional<Price> priceAt(Instant moment) {
        return prices.stream().filter(price -> price.holdsAt(moment)).findFirst();
    }
}
