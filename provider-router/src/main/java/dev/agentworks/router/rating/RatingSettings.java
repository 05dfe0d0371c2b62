package dev.agentworks.router.rating;

import java.math.BigDecimal;
import java.util.Map;
import java.util.UUID;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * By how much the price is above the cost.
 *
 * @param workspaces where another markup was agreed, by workspace id
 */
@ConfigurationProperties("agentworks.router.rating")
public record RatingSettings(
        @DefaultValue("5") BigDecimal markup, @DefaultValue Map<UUID, BigDecimal> workspaces) {
    public RatingSettings {
        if (markup.signum() < 0 || workspaces.values().stream().anyMatch(it -> it.signum() < 0)) {
            throw new IllegalArgumentException("a markup is not negative");
        }
    }

    BigDecimal markupOf(UUID workspace) {
        return workspaces.getOrDefault(workspace, markup);
    }
}
