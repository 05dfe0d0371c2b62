/**
 * A card's time in a lane: the runs that belong to it, whether they are over, and going on by the
 * lane's rule. Speaks SQL: what events and the rule note on a row is one statement each, fenced by
 * the lock on the card.
 */
@NullMarked
@ApplicationModule(
        allowedDependencies = {"activity", "card", "feed", "gate", "board", "rank", "workspace"})
package dev.agentworks.core.lanevisit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
