/** Carries a card's visit to a lane on: starts, holds, skips and settles what the rules say. */
@NullMarked
package dev.agentworks.orchestrator.lanevisit;

import org.jspecify.annotations.NullMarked;
