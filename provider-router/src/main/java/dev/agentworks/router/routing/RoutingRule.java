package dev.agentworks.router.routing;

import java.util.List;

/**
 * The targets that answer instead of the one a request names, and their fallbacks.
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
