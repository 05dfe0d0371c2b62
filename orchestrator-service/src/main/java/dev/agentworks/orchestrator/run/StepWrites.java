package dev.agentworks.orchestrator.run;

import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.StepDone;
import dev.agentworks.orchestrator.run.model.StepIntent;
import dev.agentworks.orchestrator.run.store.StepBatch;
import dev.agentworks.orchestrator.run.store.StepWrite;
import dev.agentworks.starter.commit.GroupCommit;
import dev.agentworks.starter.outbox.OutboxRows;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.stereotype.Component;

/**
 * Writes steps that end at the same moment in one commit, of any runs. Each is fenced by its own
 * lease, and one that cannot be written does not prevent the others.
 */
@Component
class StepWrites {

    private final RunWriter writer;
    private final OutboxRows outbox;
    private final GroupCommit<StepWrite, Optional<Run>> groupCommit;

    StepWrites(StepBatch batch, RunWriter writer, OutboxRows outbox) {
        this.writer = writer;
        this.outbox = outbox;
        this.groupCommit =
                new GroupCommit<>(
                        "step-writes",
                        2,
                        write -> write.run().toString(),
                        batch::writeAll,
                        StepWrites::leftNothing);
    }

    /**
     * Durable when this returns; empty when nothing was written, because another worker holds the
     * run, it is known here as it was before, or its row was busy.
     */
    Optional<Run> write(
            Run held, RunChange change, @Nullable StepDone done, @Nullable StepIntent next) {
        var written = groupCommit.submit(wanted(held, change, done, next));
        if (written.isPresent()) {
            outbox.committed();
        }
        return written;
    }

    // made by the caller, in whose trace it is published
    StepWrite wanted(
            Run held, RunChange change, @Nullable StepDone done, @Nullable StepIntent next) {
        var after = held.after(change);
        var published = writer.messages(after, change).stream().map(outbox::row).toList();
        return new StepWrite(held, after, done, next, published);
    }

    /** The server refused the statement, as against a connection that ended in it. */
    private static boolean leftNothing(RuntimeException failure) {
        return failure instanceof DataIntegrityViolationException
                || failure instanceof ConcurrencyFailureException;
    }
}
