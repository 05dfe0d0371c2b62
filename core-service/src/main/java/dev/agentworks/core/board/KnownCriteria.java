package dev.agentworks.core.board;

import java.util.Set;

/** Which exit criteria a rule may name; the feature that judges cards implements it. */
@FunctionalInterface
public interface KnownCriteria {

    Set<String> keys();
}
