package dev.agentworks.core.card;

import java.util.UUID;

/** What besides its cards a board shows. Whoever owns it says when it changes. */
@FunctionalInterface
public interface BoardFacts {

    /** Another text whenever something changed in the project. */
    String stateOf(UUID project);
}
