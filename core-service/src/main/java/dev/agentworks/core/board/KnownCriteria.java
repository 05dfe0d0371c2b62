package dev.agentworks.core.board;

import java.util.Set;

/** Which exit criteria a rule may name. Whoever judges cards knows. */
@FunctionalInterface
public interface KnownCriteria {

    Set<String> keys();
}
