package dev.agentworks.orchestrator.run;

/** A run came to its end; said within the transaction that ended it. */
public record RunEnded(Run run) {}
