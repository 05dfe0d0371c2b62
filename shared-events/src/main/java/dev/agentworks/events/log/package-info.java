/** The lines a run writes, in batches. */
@NullMarked
package dev.agentworks.events.log;

import org.jspecify.annotations.NullMarked;
