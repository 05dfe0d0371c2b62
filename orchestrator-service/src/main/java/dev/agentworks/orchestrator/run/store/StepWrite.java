package dev.agentworks.orchestrator.run.store;

import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.StepDone;
import dev.agentworks.orchestrator.run.model.StepIntent;
import dev.agentworks.starter.outbox.OutboxRow;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a commit leaves of a run that stays with its holder, with the step that is done and the one
 * that begins.
 *
 * @param held the run as its holder knows it
 * @param after the run as it is to be
 * @param published what is published of it
 */
public record StepWrite(
        Run held,
        Run after,
        @Nullable StepDone done,
        @Nullable StepIntent next,
        List<OutboxRow> published) {

    public StepWrite {
        published = List.copyOf(published);
    }

    public UUID run() {
        return held.id();
    }

    /** A step that is done, and had begun by a commit of its own. */
    @Nullable StepDone ended() {
        return done == null || done.took() != null ? null : done;
    }

    /** A step whose beginning was not written. */
    @Nullable StepDone endedAtOnce() {
        return done == null || done.took() == null ? null : done;
    }
}
