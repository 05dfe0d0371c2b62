/** Carries a card's stay in a lane on: starts, holds, skips and settles what the rules say. */
@NullMarked
package dev.agentworks.orchestrator.stay;

import org.jspecify.annotations.NullMarked;
