package dev.agentworks.orchestrator.workingcopy;

/** Checks, in the transaction that moves the branches, that the worker still holds the run. */
public interface LeaseGuard {

    /** Keeps the run until the transaction ends; throws when another worker has it by now. */
    void requireHeld();
}
