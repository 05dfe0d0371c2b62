/** Runs: their state, their journal fenced by a lease, and what people may ask of them. */
@NullMarked
package dev.agentworks.orchestrator.run;

import org.jspecify.annotations.NullMarked;
