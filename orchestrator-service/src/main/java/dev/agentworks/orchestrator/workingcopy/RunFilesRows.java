package dev.agentworks.orchestrator.workingcopy;

import dev.agentworks.orchestrator.workingcopy.RunFilesRow.State;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.jgit.lib.ObjectId;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The table of the runs' working copies. */
@Component
class RunFilesRows {

    private static final RowMapper<RunFilesRow> ROW =
            (row, _) ->
                    new RunFilesRow(
                            row.getObject("run_id", UUID.class),
                            row.getObject("workspace_id", UUID.class),
                            row.getObject("project_id", UUID.class),
                            row.getObject("card_id", UUID.class),
                            row.getString("card_key"),
                            row.getString("agent_id"),
                            ObjectId.fromString(row.getString("base_commit")),
                            State.valueOf(row.getString("state")),
                            id(row.getString("commit_id")),
                            row.getString("digest"),
                            row.getInt("files"),
                            id(row.getString("applied_commit")));

    private final JdbcClient jdbc;

    RunFilesRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    public Optional<RunFilesRow> find(UUID run) {
        return read("select * from run_files where run_id = :run", run);
    }

    /** Locks the row until the transaction ends. */
    @Transactional
    public Optional<RunFilesRow> lock(UUID run) {
        return read("select * from run_files where run_id = :run for update", run);
    }

    /** The first call decides from which commit the run starts; later ones change nothing. */
    @Transactional
    public void begin(FileRun run, String cardKey, ObjectId base) {
        jdbc.sql(
                        """
                        insert into run_files (run_id, workspace_id, project_id, card_id, card_key, agent_id, base_commit)
                        values (:run, :workspace, :project, :card, :key, :agent, :base)
                        on conflict do nothing
                        """)
                .param("run", run.runId())
                .param("workspace", run.workspaceId())
                .param("project", run.projectId())
                .param("card", run.cardId())
                .param("key", cardKey)
                .param("agent", run.agentId())
                .param("base", base.name())
                .update();
    }

    @Transactional
    public void proposed(UUID run, ObjectId commit, String digest, int files) {
        jdbc.sql(
                        """
                        update run_files set state = 'PROPOSED', commit_id = :commit, digest = :digest, files = :files,
                               updated_at = now()
                        where run_id = :run
                        """)
                .param("run", run)
                .param("commit", commit.name())
                .param("digest", digest)
                .param("files", files)
                .update();
    }

    @Transactional
    public void applied(UUID run, ObjectId commit, @Nullable String approver) {
        jdbc.sql(
                        """
                        update run_files set state = 'APPLIED', applied_commit = :commit, approved_by = :approver,
                               updated_at = now()
                        where run_id = :run
                        """)
                .param("run", run)
                .param("commit", commit.name())
                .param("approver", approver)
                .update();
    }

    @Transactional
    public void ended(UUID run, State state) {
        jdbc.sql("update run_files set state = :state, updated_at = now() where run_id = :run")
                .param("run", run)
                .param("state", state.name())
                .update();
    }

    private Optional<RunFilesRow> read(String query, UUID run) {
        return jdbc.sql(query).param("run", run).query(ROW).optional();
    }

    private static @Nullable ObjectId id(@Nullable String name) {
        return name == null ? null : ObjectId.fromString(name);
    }
}
