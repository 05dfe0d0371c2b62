package dev.agentworks.router.catalogue;

import dev.agentworks.router.provider.model.ModelTraits;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A model that may be asked.
 *
 * @param model the vendor's name for it
 * @param aliases further names of the same model at the same price
 * @param can what may be asked of it
 * @param traits how it wants to be asked
 */
public record Model(
        String provider,
        String model,
        List<String> aliases,
        String name,
        int contextTokens,
        int maxOutputTokens,
        Set<Capability> can,
        ModelTraits traits,
        List<Price> prices) {
    private static final Set<Capability> USUAL = Set.of(Capability.CHAT, Capability.TOOLS);

    public Model(
            String provider,
            String model,
            @Nullable List<String> aliases,
            String name,
            int contextTokens,
            int maxOutputTokens,
            @Nullable Set<Capability> can,
            @Nullable ModelTraits traits,
            List<Price> prices) {
        this.provider = provider;
        this.model = model;
        this.aliases = aliases == null ? List.of() : List.copyOf(aliases);
        this.name = name;
        this.contextTokens = contextTokens;
        this.maxOutputTokens = maxOutputTokens;
        this.can = can == null ? USUAL : Set.copyOf(can);
        this.traits = traits == null ? ModelTraits.PLAIN : traits;
        this.prices = List.copyOf(prices);
    }

    /** Whether temperature and the like may be written. */
    public boolean takesTemperature() {
        return traits.takesSampling();
    }

    public boolean can(Capability capability) {
        return can.contains(capability);
    }

    /** The price in force; none before its first and after its last day. */
    public Optional<Price> priceAt(Instant moment) {
        for (var price : prices) {
            if (price.holdsAt(moment)) {
                return Optional.of(price);
            }
        }
        return Optional.empty();
    }
}
