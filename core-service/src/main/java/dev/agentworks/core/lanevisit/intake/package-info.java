/** The events of agents' runs. */
@NullMarked
package dev.agentworks.core.lanevisit.intake;

import org.jspecify.annotations.NullMarked;
