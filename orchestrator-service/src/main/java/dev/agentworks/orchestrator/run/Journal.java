package dev.agentworks.orchestrator.run;

import static org.springframework.transaction.support.TransactionSynchronizationManager.isActualTransactionActive;

import dev.agentworks.orchestrator.lane.CardCursors;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.StepDone;
import dev.agentworks.orchestrator.run.model.StepIntent;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.run.model.StepRetry;
import dev.agentworks.orchestrator.run.store.RunLeaseStore;
import dev.agentworks.orchestrator.run.store.StepStore;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * The steps of a run, written by its holder only. One commit records that a step is done and that
 * the next one begins, together with everything that is published of it.
 */
@Component
public class Journal {

    private final StepStore store;
    private final RunLeaseStore leases;
    private final RunWriter writer;
    private final StepWrites steps;
    private final CardCursors cards;
    private final TransactionTemplate transaction;

    Journal(
            StepStore store,
            RunLeaseStore leases,
            RunWriter writer,
            StepWrites steps,
            CardCursors cards,
            TransactionTemplate transaction) {
        this.store = store;
        this.leases = leases;
        this.writer = writer;
        this.steps = steps;
        this.cards = cards;
        this.transaction = transaction;
    }

    /** All steps in the order in which they began. */
    public List<StepRecord> steps(UUID run) {
        return store.steps(run);
    }

    /**
     * Writes the change, the step that is done and the one that begins, or nothing at all.
     *
     * @throws LeaseLostException when another worker holds the run
     */
    public Run commit(
            Run held, RunChange change, @Nullable StepDone done, @Nullable StepIntent next) {
        // within a transaction of the caller it is a part of that one
        if (change.isOnlyProgress() && !isActualTransactionActive()) {
            var written = steps.write(held, change, done, next);
            if (written.isPresent()) {
                return written.get();
            }
        }
        return Objects.requireNonNull(transaction.execute(_ -> alone(held, change, done, next)));
    }

    private Run alone(
            Run held, RunChange change, @Nullable StepDone done, @Nullable StepIntent next) {
        if (change.isEnd() && !held.isTask()) {
            // the card before the run, as every decision about a card takes its locks
            cards.lock(held.cardId(), held.workspaceId(), held.projectId());
        }
        return write(held, change, done, next);
    }

    /** Writes the change and a step that is done as soon as it is decided. */
    @Transactional
    public Run decide(
            Run held, RunChange change, String path, StepRecord.Kind kind, JsonNode result) {
        return write(held, change, new StepDone(path, kind, result, Duration.ZERO), null);
    }

    /**
     * Counts another attempt at the step, under a new key when a new call was decided on, with the
     * cause of it.
     */
    @Transactional
    public Run again(Run held, RunChange change, StepRecord step, StepRetry retry) {
        var run = write(held, change, null, null);
        store.again(run.id(), step, retry);
        return run;
    }

    /**
     * Lets no other worker have the run until the transaction ends.
     *
     * @throws LeaseLostException when another worker holds the run
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(Run held) {
        if (!leases.lockHeld(held)) {
            throw new LeaseLostException(held);
        }
    }

    /** The step that the run stands at; none before it was begun. */
    Optional<StepRecord> open(UUID run) {
        return steps(run).stream().filter(step -> !step.done()).reduce((_, last) -> last);
    }

    /** What a finished step came to. */
    Optional<JsonNode> result(UUID run, StepRecord.Kind kind) {
        return steps(run).stream()
                .filter(step -> step.done() && step.kind() == kind)
                .map(StepRecord::result)
                .reduce((_, last) -> last);
    }

    /** A person's decision is the result of the step that waited for it. */
    void finishFor(Run run, String path, JsonNode result) {
        store.finish(run, path, result);
    }

    /** A step of unknown outcome is begun anew. */
    void forget(UUID run, String path) {
        store.forget(run, path);
    }

    private Run write(
            Run held, RunChange change, @Nullable StepDone done, @Nullable StepIntent next) {
        return writer.byHolder(held, change, done, next)
                .orElseThrow(() -> new LeaseLostException(held));
    }
}
