package dev.agentworks.orchestrator.run;

import java.util.UUID;

/** Works on runs, as those see it who decide about them. */
public interface RunExecutor {

    /** Goes on with the run now, when it is due, and returns when its turn is over. */
    void execute(UUID run);
}
