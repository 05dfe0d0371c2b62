package dev.agentworks.core.gate;

import java.util.UUID;

/**
 * What gates judge by beside the cards themselves. The feature that owns it says when it changes.
 */
@FunctionalInterface
public interface BoardFacts {

    /** Another text whenever something changed in the project. */
    String stateOf(UUID project);
}
