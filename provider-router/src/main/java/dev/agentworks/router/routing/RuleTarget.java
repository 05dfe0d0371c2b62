package dev.agentworks.router.routing;

import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A provider and a model that may answer.
 *
 * @param provider none is the provider that was asked for
 * @param model none is the model that was asked for
 * @param weight how often it is the first one, compared with its neighbours; 1 when not set
 */
public record RuleTarget(
        @Nullable @Size(min = 1, max = 64) String provider,
        @Nullable @Pattern(regexp = "[A-Za-z0-9._:/-]{1,200}") String model,
        @Nullable @DecimalMin("0.001") @DecimalMax("1000") BigDecimal weight) {
    double share() {
        return weight == null ? 1 : weight.doubleValue();
    }
}
