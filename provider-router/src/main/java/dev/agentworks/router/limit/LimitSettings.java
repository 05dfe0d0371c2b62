package dev.agentworks.router.limit;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What an operator knows of the vendors' limits; the rest is learned from their answers.
 *
 * @param rates the first one that fits holds for each key
 * @param lease how long an instance may keep what it took for itself
 * @param leaseShare the part of a minute's worth that it takes at once
 * @param instances how many share a limit while Redis is lost
 */
@ConfigurationProperties("agentworks.router.limits")
record LimitSettings(
        @DefaultValue List<Rate> rates,
        @DefaultValue("1s") Duration lease,
        @DefaultValue("0.01") double leaseShare,
        @DefaultValue("1") int instances) {
    /**
     * A limit for a minute.
     *
     * @param model none is every model of the provider
     */
    record Rate(
            String provider,
            @Nullable String model,
            @DefaultValue("0") long requests,
            @DefaultValue("0") long tokens) {
        boolean fits(LimitKey key) {
            return provider.equals(key.provider()) && (model == null || model.equals(key.model()));
        }
    }

    Pace pace(LimitKey key) {
        for (var rate : rates) {
            if (rate.fits(key)) {
                return new Pace(rate.requests(), rate.tokens());
            }
        }
        return Pace.UNLIMITED;
    }
}
