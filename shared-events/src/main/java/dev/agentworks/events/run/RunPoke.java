package dev.agentworks.events.run;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import java.util.UUID;

/**
 * Says that a run may have work to do; the run's row is the truth, so a lost or second poke harms
 * nothing.
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record RunPoke(UUID runId) {}
