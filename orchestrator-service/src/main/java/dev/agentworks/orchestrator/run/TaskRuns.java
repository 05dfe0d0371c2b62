package dev.agentworks.orchestrator.run;

import dev.agentworks.starter.servicetoken.ActingUser;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Runs without a card, and what they work on. */
@Repository
public class TaskRuns {

    private final JdbcClient jdbc;
    private final RunQueue queue;
    private final RunQueries queries;

    TaskRuns(JdbcClient jdbc, RunQueue queue, RunQueries queries) {
        this.jdbc = jdbc;
        this.queue = queue;
        this.queries = queries;
    }

    /**
     * Queues the run under its own deadline, which counts from now; empty when it was made before.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<Run> queue(NewRun wanted, NewTask task, int priority, Duration within) {
        var made = queue.queue(wanted);
        made.ifPresent(run -> {
            jdbc.sql(
                            """
                            update run set priority = :priority, deadline_at = now() + :millis * interval '1 millisecond'
                            where run_id = :run
                            """)
                    .param("priority", priority)
                    .param("millis", within.toMillis())
                    .param("run", run.id())
                    .update();
            jdbc.sql(
                            """
                            insert into task (run_id, workspace_id, input, instructions, tools, metadata, input_hash)
                            values (:run, :workspace, :input, :instructions, :tools, :metadata::jsonb, :hash)
                            """)
                    .param("run", run.id())
                    .param("workspace", run.workspaceId())
                    .param("input", task.input())
                    .param("instructions", wanted.instructions())
                    .param("tools", task.tools().toArray(String[]::new))
                    .param("metadata", task.metadata().toString())
                    .param("hash", task.hash())
                    .update();
        });
        return made;
    }

    public Optional<TaskRow> find(UUID run) {
        return jdbc.sql("select * from task where run_id = :run")
                .param("run", run)
                .query((row, _) ->
                        new TaskRow(
                                row.getObject("run_id", UUID.class),
                                row.getObject("workspace_id", UUID.class),
                                row.getString("input"),
                                row.getString("instructions"),
                                List.of((String[]) row.getArray("tools").getArray())))
                .optional();
    }

    /** The hash of what a task was asked; empty for one there is none of. */
    public Optional<String> hash(UUID run) {
        return jdbc.sql("select input_hash from task where run_id = :run")
                .param("run", run)
                .query((row, _) -> row.getString(1))
                .optional();
    }

    /** The latest answer to the same question in the workspace, if it is not older than this. */
    public Optional<Run> answered(UUID workspace, String hash, Duration notOlder) {
        return jdbc.sql(
                        """
                        select run.* from task join run using (run_id)
                        where task.workspace_id = :workspace and input_hash = :hash and status = 'COMPLETED'
                          and finished_at > now() - :millis * interval '1 millisecond'
                        order by task.created_at desc
                        limit 1
                        """)
                .param("workspace", workspace)
                .param("hash", hash)
                .param("millis", notOlder.toMillis())
                .query(RunRowMapper.RUN)
                .optional();
    }

    /** The task's run as the person may see it; not found for a run that stands on a card. */
    public Optional<Run> visible(UUID run, ActingUser user) {
        return Optional.of(queries.require(run, user)).filter(Run::isTask);
    }

    /**
     * What is new about a task.
     *
     * @param hash of all that its answer depends on
     */
    public record NewTask(String input, List<String> tools, JsonNode metadata, String hash) {}
}
