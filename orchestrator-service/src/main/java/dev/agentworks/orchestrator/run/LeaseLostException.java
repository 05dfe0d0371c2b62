package dev.agentworks.orchestrator.run;

import dev.agentworks.orchestrator.run.model.Run;

/** Another worker holds the run now: nothing was written, and nothing more may be done. */
public final class LeaseLostException extends RuntimeException {

    LeaseLostException(Run run) {
        super("run %s is no longer held under epoch %d".formatted(run.id(), run.version().epoch()));
    }
}
