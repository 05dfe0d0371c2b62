package dev.agentworks.router.routing;

import java.util.List;

/**
 * Who answers instead of what a request names, and who stands behind them.
 *
 * @param targets share the calls by weight; none leaves the request as it is
 * @param fallbacks asked in this order when no target answers
 */
public record RoutingRule(List<RuleTarget> targets, List<RuleTarget> fallbacks) {
    public static final RoutingRule AS_ASKED = new RoutingRule(List.of(), List.of());

    public RoutingRule {
        targets = List.copyOf(targets);
        fallbacks = List.copyOf(fallbacks);
    }
}
