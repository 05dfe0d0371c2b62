package dev.agentworks.orchestrator.run;

import java.util.UUID;

/**
 * A run was made ready in this process: it may start here at once, besides the wake-up that is on
 * its way.
 */
public record RunBecameDue(UUID runId) {}
