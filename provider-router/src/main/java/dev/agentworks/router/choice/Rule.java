package dev.agentworks.router.choice;

import java.util.List;

/**
 * Who answers instead of what a request names, and who stands behind them.
 *
 * @param targets share the calls by weight; none leaves the request as it is
 * @param fallbacks asked in this order when no target answers
 */
public record Rule(List<Target> targets, List<Target> fallbacks) {
    public static final Rule AS_ASKED = new Rule(List.of(), List.of());

    public Rule {
        targets = List.copyOf(targets);
        fallbacks = List.copyOf(fallbacks);
    }
}
