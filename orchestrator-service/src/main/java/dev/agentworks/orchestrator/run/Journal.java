package dev.agentworks.orchestrator.run;

import static org.springframework.transaction.support.TransactionSynchronizationManager.isActualTransactionActive;

import dev.agentworks.orchestrator.lane.CardCursors;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The steps of a run, written by its holder only. One commit records that a step is done and that
 * the next one begins, together with everything that is said about it.
 */
@Component
public class Journal {

    private final JdbcClient jdbc;
    private final RunWriter writer;
    private final StepWrites steps;
    private final CardCursors cards;
    private final TransactionTemplate transaction;
    private final JsonMapper json;

    Journal(
            JdbcClient jdbc,
            RunWriter writer,
            StepWrites steps,
            CardCursors cards,
            TransactionTemplate transaction,
            JsonMapper json) {
        this.jdbc = jdbc;
        this.writer = writer;
        this.steps = steps;
        this.cards = cards;
        this.transaction = transaction;
        this.json = json;
    }

    /** All steps in the order they were begun. */
    public List<StepRecord> steps(UUID run) {
        return jdbc.sql("select * from run_step where run_id = :run order by started_at, step_path")
                .param("run", run)
                .query((row, _) -> {
                    var result = row.getString("result");
                    return new StepRecord(
                            row.getString("step_path"),
                            StepRecord.Kind.valueOf(row.getString("kind")),
                            "DONE".equals(row.getString("state")),
                            row.getInt("reissue_no"),
                            row.getInt("attempts"),
                            row.getString("idem_key"),
                            json.readTree(result == null ? "{}" : result),
                            true);
                })
                .list();
    }

    /**
     * Writes the change, the step that is done and the one that begins, or nothing at all.
     *
     * @throws LeaseLostException when the run is somebody else's
     */
    public Run commit(Run held, RunChange change, @Nullable Done done, @Nullable Intent next) {
        // within a transaction of the caller it is a part of that one
        if (change.isOnlyProgress() && !isActualTransactionActive()) {
            var written = steps.write(held, change, done, next);
            if (written.isPresent()) {
                return written.get();
            }
        }
        return Objects.requireNonNull(transaction.execute(_ -> alone(held, change, done, next)));
    }

    private Run alone(Run held, RunChange change, @Nullable Done done, @Nullable Intent next) {
        if (change.status != null && Run.isOver(change.status) && !held.isTask()) {
            // the card before the run, as every decision about a card takes its locks
            cards.lock(held.cardId(), held.workspaceId(), held.projectId());
        }
        return write(held, change, done, next);
    }

    /** Writes the change and a step that is done as soon as it is decided. */
    @Transactional
    public Run decide(
            Run held, RunChange change, String path, StepRecord.Kind kind, JsonNode result) {
        return write(held, change, new Done(path, kind, result, Duration.ZERO), null);
    }

    /** Counts another attempt at the step, under a new key when a new call was decided on. */
    @Transactional
    public Run again(Run held, RunChange change, StepRecord step, boolean newCall) {
        var run = write(held, change, null, null);
        int reissue = newCall ? step.reissue() + 1 : step.reissue();
        jdbc.sql(
                        """
                        update run_step set attempts = attempts + 1, reissue_no = :reissue, idem_key = :key
                        where run_id = :run and step_path = :path and state = 'INTENT'
                        """)
                .param("reissue", reissue)
                .param("key", StepKeys.of(run.id(), step.kind(), step.path(), reissue))
                .param("run", run.id())
                .param("path", step.path())
                .update();
        return run;
    }

    /**
     * Lets nobody else have the run until the transaction ends.
     *
     * @throws LeaseLostException when the run is somebody else's
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void hold(Run held) {
        jdbc.sql(
                        """
                        select 1 from run where run_id = :run and lease_epoch = :epoch
                          and status in ('RUNNING', 'FINALIZING')
                        for no key update
                        """)
                .param("run", held.id())
                .param("epoch", held.epoch())
                .query(Integer.class)
                .optional()
                .orElseThrow(() -> new LeaseLostException(held));
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
        jdbc.sql(
                        """
                        update run_step set state = 'DONE', result = :result::json, done_at = now(), lease_epoch = :epoch
                        where run_id = :run and step_path = :path and state = 'INTENT'
                        """)
                .param("result", result.toString())
                .param("epoch", run.epoch())
                .param("run", run.id())
                .param("path", path)
                .update();
    }

    /** A step of unknown outcome is begun anew. */
    void forget(UUID run, String path) {
        jdbc.sql(
                        "delete from run_step where run_id = :run and step_path = :path and state = 'INTENT'")
                .param("run", run)
                .param("path", path)
                .update();
    }

    private Run write(Run held, RunChange change, @Nullable Done done, @Nullable Intent next) {
        return writer.byHolder(held, change, done, next)
                .orElseThrow(() -> new LeaseLostException(held));
    }

    /**
     * A step that came to its end.
     *
     * @param took how long it was worked on, where its beginning was not written
     */
    public record Done(
            String path, StepRecord.Kind kind, JsonNode result, @Nullable Duration took) {}

    /** A step that begins. */
    public record Intent(String path, StepRecord.Kind kind) {}
}
