package dev.agentworks.orchestrator.run;

/** Somebody else holds the run now: nothing was written, and nothing more may be done. */
public final class LeaseLostException extends RuntimeException {

    LeaseLostException(Run run) {
        super("run %s is no longer held under epoch %d".formatted(run.id(), run.epoch()));
    }
}
