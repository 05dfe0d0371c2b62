package dev.agentworks.orchestrator.step.handler;

import dev.agentworks.orchestrator.run.model.RunChange;
import java.time.Duration;
import tools.jackson.databind.JsonNode;

/** What acting on a step came to. */
public sealed interface StepOutcome {

    /** It is done; the change has its log lines and what it cost. */
    record Finished(JsonNode result, RunChange change) implements StepOutcome {}

    /** It cannot go on now: the same again later, or a new call under a new key. */
    record Later(Duration pause, boolean newCall, RunChange change) implements StepOutcome {}

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
