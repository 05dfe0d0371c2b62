package dev.agentworks.orchestrator.run;

import java.util.UUID;

/** What works on runs, as seen by the code that decides about them. */
public interface RunExecutor {

    /** Goes on with the run now, when it is due, and returns when its turn is over. */
    void execute(UUID run);
}
