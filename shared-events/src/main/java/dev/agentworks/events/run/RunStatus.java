package dev.agentworks.events.run;

/** Where a run stands; {@code PARKED} needs a person. */
public enum RunStatus {
    QUEUED,
    RUNNING,
    WAITING,
    WAITING_INPUT,
    WAITING_APPROVAL,
    FINALIZING,
    COMPLETED,
    FAILED,
    CANCELLED,
    PARKED
}
