/** What happens to runs of agents, and the poke that wakes one. */
@NullMarked
package dev.agentworks.events.run;

import org.jspecify.annotations.NullMarked;
