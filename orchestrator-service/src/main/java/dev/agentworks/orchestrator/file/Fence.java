package dev.agentworks.orchestrator.file;

/**
 * Whether a run is still its worker's. Asked in the transaction in which something is about to
 * move, and true until that ends.
 */
public interface Fence {

    /** Comes back when it is; throws when somebody else has the run by now. */
    void hold();
}
