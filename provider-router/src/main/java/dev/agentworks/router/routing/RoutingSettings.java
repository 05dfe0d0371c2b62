package dev.agentworks.router.routing;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Which targets answer where no project has a rule of its own.
 *
 * @param agents by agent id; they override the request
 * @param fallbacks the fallbacks of a model where no rule has any
 * @param stickyFor how long a run stays with the target that answered it last, whose cache is warm
 *     there
 */
@ConfigurationProperties("agentworks.router.routing")
record RoutingSettings(
        @DefaultValue Map<String, AgentRule> agents,
        @DefaultValue List<Fallback> fallbacks,
        @DefaultValue("5m") Duration stickyFor) {
    /** The provider and the model that answer instead; what is not set stays as requested. */
    record AgentRule(
            @Nullable String provider,
            @Nullable String model,
            @DefaultValue List<RuleTarget> targets,
            @DefaultValue List<RuleTarget> fallbacks) {
        RoutingRule rule() {
            var first = new RuleTarget(provider, model, null);
            return new RoutingRule(targets.isEmpty() ? List.of(first) : targets, fallbacks);
        }
    }

    /** The targets that are asked when this model of this provider does not answer. */
    record Fallback(String provider, String model, List<RuleTarget> then) {}

    List<RuleTarget> fallbacksOf(String provider, String model) {
        return fallbacks.stream()
                .filter(it -> it.provider().equals(provider) && it.model().equals(model))
                .flatMap(it -> it.then().stream())
                .toList();
    }
}
