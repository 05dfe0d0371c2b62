package dev.agentworks.orchestrator.run;

import dev.agentworks.orchestrator.run.model.Run;

/** A run came to its end; published within the transaction that ended it. */
public record RunEnded(Run run) {}
