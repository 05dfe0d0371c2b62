package dev.agentworks.orchestrator.run;

import dev.agentworks.orchestrator.run.model.StopReason;
import java.util.UUID;

/**
 * A run is to stop; its holder, when it is this process, need not wait for its next heartbeat to
 * learn it.
 */
public record RunStopRequested(UUID runId, StopReason reason) {}
