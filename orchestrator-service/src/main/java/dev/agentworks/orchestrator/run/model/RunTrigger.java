package dev.agentworks.orchestrator.run.model;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What made a run, and with which instructions.
 *
 * @param by the person, agent or rule behind it
 * @param retryOf the run that this one repeats
 */
public record RunTrigger(
        Kind kind, String by, @Nullable String instructions, @Nullable UUID retryOf) {

    /** What made the run. */
    public enum Kind {
        AUTO,
        MANUAL,
        SEQUENCE,
        RETRY,
        TASK
    }
}
