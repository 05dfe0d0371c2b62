package dev.agentworks.router.choice;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whom an operator lets answer for an agent, whatever the request says.
 *
 * @param agents by agent id
 */
@ConfigurationProperties("agentworks.router.choice")
record ChoiceSettings(@DefaultValue Map<String, Instead> agents) {
    /** The provider and the model that answer instead; what is not set stays as requested. */
    record Instead(@Nullable String provider, @Nullable String model) {}
}
