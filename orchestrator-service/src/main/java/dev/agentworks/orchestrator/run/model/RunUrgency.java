package dev.agentworks.orchestrator.run.model;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How soon a run is to be served.
 *
 * @param within its own deadline, from now; without one the usual deadline counts from its first
 *     step
 */
public record RunUrgency(int priority, @Nullable Duration within) {

    public static final RunUrgency USUAL = new RunUrgency(0, null);
}
