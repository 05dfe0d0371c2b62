/** Carries a card's visit to a lane on: starts, holds, skips and settles what the rules say. */
@ApplicationModule(allowedDependencies = {"agent", "client", "lane", "run", "run::model"})
@NullMarked
package dev.agentworks.orchestrator.lanevisit;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
