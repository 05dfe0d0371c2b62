package dev.agentworks.orchestrator.workingcopy;

import dev.agentworks.orchestrator.repository.InvalidFileOperationException;
import dev.agentworks.orchestrator.workingcopy.RunFilesRow.State;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What runs wrote and have not proposed yet, kept in PostgreSQL so that no worker can lose it. */
@Component
class Staging {

    static final int LARGEST_FILE = 1 << 20;
    private static final int MOST_FILES = 200;
    private static final long MOST_BYTES = 10L << 20;

    private final JdbcClient jdbc;
    private final RunFilesRows rows;

    Staging(JdbcClient jdbc, RunFilesRows rows) {
        this.jdbc = jdbc;
        this.rows = rows;
    }

    /** The new contents by path; empty for a deleted file. */
    @Transactional
    public Map<String, Optional<byte[]>> of(UUID run) {
        var staged = new HashMap<String, Optional<byte[]>>();
        jdbc.sql("select path, content from staged_file where run_id = :run")
                .param("run", run)
                .query(row -> {
                    staged.put(row.getString("path"), Optional.ofNullable(row.getBytes("content")));
                });
        return staged;
    }

    @Transactional
    public boolean isStaged(UUID run, String step) {
        return jdbc.sql(
                        "select exists (select 1 from staged_step where run_id = :run and step = :step)")
                .param("run", run)
                .param("step", step)
                .query(Boolean.class)
                .single();
    }

    /**
     * Stages the changes, once for each step.
     *
     * @throws InvalidFileOperationException when the run has proposed its changes or has written
     *     too much
     */
    @Transactional
    public void stage(UUID run, String step, Map<String, Optional<byte[]>> changes) {
        var row = rows.lock(run).orElseThrow();
        if (isStaged(run, step)) {
            return;
        }
        if (row.state() != State.OPEN) {
            throw new InvalidFileOperationException(
                    "The run has handed its files in, nothing can be changed now.");
        }
        jdbc.sql("insert into staged_step (run_id, step) values (:run, :step)")
                .param("run", run)
                .param("step", step)
                .update();
        changes.forEach((path, content) -> put(run, path, content.orElse(null)));
        checkLimits(run);
    }

    @Transactional
    public void clear(UUID run) {
        jdbc.sql("delete from staged_file where run_id = :run").param("run", run).update();
        jdbc.sql("delete from staged_step where run_id = :run").param("run", run).update();
    }

    private void put(UUID run, String path, byte @Nullable [] content) {
        jdbc.sql(
                        """
                        insert into staged_file (run_id, path, content) values (:run, :path, :content)
                        on conflict (run_id, path) do update set content = :content
                        """)
                .param("run", run)
                .param("path", path)
                .param("content", content, java.sql.Types.BINARY)
                .update();
    }

    private void checkLimits(UUID run) {
        var sums =
                jdbc.sql(
                                """
                                select count(*) as files, coalesce(sum(length(content)), 0) as bytes
                                from staged_file where run_id = :run
                                """)
                        .param("run", run)
                        .query((row, _) -> new long[] {row.getLong("files"), row.getLong("bytes")})
                        .single();
        if (sums[0] > MOST_FILES || sums[1] > MOST_BYTES) {
            throw new InvalidFileOperationException(
                    "One run may change %d files with %d bytes together; make the change smaller."
                            .formatted(MOST_FILES, MOST_BYTES));
        }
    }
}
