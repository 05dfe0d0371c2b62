package dev.agentworks.orchestrator.run.store;

import dev.agentworks.orchestrator.run.model.NewTask;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.TaskRow;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** What runs without a card work on. */
@Repository
public class TaskStore {

    private final JdbcClient jdbc;

    TaskStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    public void insert(Run run, NewTask task) {
        jdbc.sql(
                        """
                        insert into task (run_id, workspace_id, input, instructions, tools, metadata, input_hash)
                        values (:run, :workspace, :input, :instructions, :tools, :metadata::jsonb, :hash)
                        """)
                .param("run", run.id())
                .param("workspace", run.workspaceId())
                .param("input", task.input())
                .param("instructions", run.trigger().instructions())
                .param("tools", task.tools().toArray(String[]::new))
                .param("metadata", task.metadata().toString())
                .param("hash", task.hash())
                .update();
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
}
