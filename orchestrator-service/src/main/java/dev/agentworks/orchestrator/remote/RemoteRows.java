package dev.agentworks.orchestrator.remote;

import java.sql.Types;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The table of remotes. */
@Component
class RemoteRows {

    private final JdbcClient jdbc;

    RemoteRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Transactional
    public Optional<Remote> find(UUID project) {
        return jdbc.sql("select * from remote where project_id = :project")
                .param("project", project)
                .query((row, _) -> {
                    var at = row.getTimestamp("last_push_at");
                    return new Remote(
                            row.getObject("project_id", UUID.class),
                            row.getObject("workspace_id", UUID.class),
                            row.getString("url"),
                            row.getBytes("token"),
                            row.getBoolean("open_pull_requests"),
                            row.getLong("version"),
                            at == null ? null : at.toInstant(),
                            row.getString("last_push_outcome"),
                            row.getString("last_push_detail"));
                })
                .optional();
    }

    /** Whether the row still had that version; 0 stands for no row. */
    @Transactional
    public boolean save(
            UUID project,
            UUID workspace,
            @Nullable String url,
            byte @Nullable [] token,
            boolean pullRequests,
            String by,
            long version) {
        int written =
                jdbc.sql(
                                """
                                insert into remote (project_id, workspace_id, url, token, open_pull_requests, updated_by)
                                values (:project, :workspace, :url, :token, :pulls, :by)
                                on conflict (project_id) do update
                                set url = :url, token = :token, open_pull_requests = :pulls, updated_by = :by,
                                    updated_at = now(), version = remote.version + 1
                                where remote.version = :version
                                """)
                        .param("project", project)
                        .param("workspace", workspace)
                        .param("url", url)
                        .param("token", token, Types.BINARY)
                        .param("pulls", pullRequests)
                        .param("by", by)
                        .param("version", version)
                        .update();
        if (written > 0) {
            // pushes that waited for a corrected address or token are due at once
            jdbc.sql(
                            "update branch_push set due_at = now(), attempts = 0 where project_id = :project")
                    .param("project", project)
                    .update();
        }
        return written > 0;
    }

    @Transactional
    public void pushed(UUID project, String outcome, String detail) {
        jdbc.sql(
                        """
                        update remote set last_push_at = now(), last_push_outcome = :outcome, last_push_detail = :detail
                        where project_id = :project
                        """)
                .param("project", project)
                .param("outcome", outcome)
                .param("detail", detail)
                .update();
    }
}
