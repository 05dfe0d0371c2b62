/** Work for an agent that stands on no card: accepted, carried out and told of by its id. */
@NullMarked
package dev.agentworks.orchestrator.task;

import org.jspecify.annotations.NullMarked;
