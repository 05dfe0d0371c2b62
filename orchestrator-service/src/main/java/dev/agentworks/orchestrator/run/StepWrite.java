package dev.agentworks.orchestrator.run;

import dev.agentworks.starter.outbox.OutboxRow;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change that leaves a run with its holder, with the step that is done and the one that begins.
 *
 * @param said what is said of it
 */
record StepWrite(
        Run held,
        RunChange change,
        Journal.@Nullable Done done,
        Journal.@Nullable Intent next,
        List<OutboxRow> said) {

    UUID run() {
        return held.id();
    }

    /** A step that is done, and had begun by a commit of its own. */
    Journal.@Nullable Done ended() {
        return done == null || done.took() != null ? null : done;
    }

    /** A step whose beginning was not written. */
    Journal.@Nullable Done endedAtOnce() {
        return done == null || done.took() == null ? null : done;
    }
}
