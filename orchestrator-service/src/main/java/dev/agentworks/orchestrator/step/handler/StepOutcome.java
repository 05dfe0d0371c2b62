package dev.agentworks.orchestrator.step.handler;

import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.StepRetry;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What acting on a step came to. */
public sealed interface StepOutcome {

    /** It is done; the change has its log lines and what it cost. */
    record Finished(JsonNode result, RunChange change) implements StepOutcome {}

    /** It cannot go on now: it is attempted again later. */
    record Later(Duration pause, StepRetry retry, RunChange change) implements StepOutcome {

        /** The same again: nothing is wrong, only not yet done. */
        static Later same(Duration pause, RunChange change) {
            return new Later(pause, StepRetry.same(), change);
        }
    }

    /** It waits for a person; the change says for what. */
    record Paused(RunChange change) implements StepOutcome {}

    /**
     * Only a person can let it go on: its outcome is unknown, or there is no money left. Tried
     * again, it may have to be a new call under a new key.
     */
    record Stuck(String code, String message, boolean newCall, RunChange change)
            implements StepOutcome {

        Stuck(String code, String message) {
            this(code, message, false, RunChange.none());
        }
    }

    /** It failed, and so does the run. */
    record Failed(String code, String message, RunChange change) implements StepOutcome {}

    /** It was interrupted; the interruption has the reason. */
    record Halted() implements StepOutcome {}
}
