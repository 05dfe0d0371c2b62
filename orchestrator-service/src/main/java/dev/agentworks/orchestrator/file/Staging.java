package dev.agentworks.orchestrator.file;

import dev.agentworks.orchestrator.file.RunFilesRow.State;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** What runs wrote and have not proposed yet, in PostgreSQL: it outlives every worker. */
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

    /** By path; an empty one is deleted. */
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
    public boolean knows(UUID run, String step) {
        return jdbc.sql(
                        "select exists (select 1 from staged_step where run_id = :run and step = :step)")
                .param("run", run)
                .param("step", step)
                .query(Boolean.class)
                .single();
    }

    /**
     * Once for each step.
     *
     * @throws FileRefused when the run has ended its work or has written too much
     */
    @Transactional
    public void stage(UUID run, String step, Map<String, Optional<byte[]>> changes) {
        var row = rows.lock(run).orElseThrow();
        if (knows(run, step)) {
            return;
        }
        if (row.state() != State.OPEN) {
            throw new FileRefused("The run has handed its files in, nothing can be changed now.");
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
            throw new FileRefused(
                    "One run may change %d files with %d bytes together; make the change smaller."
                            .formatted(MOST_FILES, MOST_BYTES));
        }
    }
}
