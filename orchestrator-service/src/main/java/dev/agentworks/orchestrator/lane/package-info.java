/**
 * A lane's rule and a card's lane visits: which agents start, in what order, and what a move ends.
 */
@ApplicationModule(allowedDependencies = {"client"})
@NullMarked
package dev.agentworks.orchestrator.lane;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
