package dev.agentworks.router.routing;

import java.util.List;
import org.springframework.stereotype.Component;

/** Finds the rule of a request: that of the project, or else of the settings. */
@Component
class RoutingRules {
    private final RoutingSettings settings;
    private final RoutingRuleStore stored;

    RoutingRules(RoutingSettings settings, RoutingRuleStore stored) {
        this.settings = settings;
        this.stored = stored;
    }

    RoutingRule of(RoutingRequest request) {
        var agent = request.agentId();
        var project = request.projectId();
        var own =
                project == null
                        ? null
                        : stored.find(request.workspaceId(), project, agent).orElse(null);
        if (own != null) {
            return own;
        }
        var configured = agent == null ? null : settings.agents().get(agent);
        return configured == null ? RoutingRule.AS_ASKED : configured.rule();
    }

    /** The fallbacks of the first target: those of the rule, or those set for its model. */
    List<RuleTarget> fallbacks(RoutingRule rule, Target first) {
        return rule.fallbacks().isEmpty()
                ? settings.fallbacksOf(first.provider(), first.model().model())
                : rule.fallbacks();
    }
}
