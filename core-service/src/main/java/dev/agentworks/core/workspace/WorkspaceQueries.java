package dev.agentworks.core.workspace;

import dev.agentworks.core.identity.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Lists workspaces, and makes a workspace together with its first owner. */
@Repository
class WorkspaceQueries {

    private final JdbcClient jdbc;

    WorkspaceQueries(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Makes the workspace and makes the acting person its owner. The database does both at once: no
     * policy could let a person into a workspace that has no member.
     */
    void insert(WorkspaceId id, String name, Instant now) {
        jdbc.sql("select found_workspace(?, ?, ?, ?)")
                .params(id.value(), name.strip(), Workspace.slug(name, id), Timestamp.from(now))
                .query((_, _) -> id)
                .single();
    }

    List<WorkspaceView> of(UserId person) {
        return jdbc.sql(
                        """
                        select w.id, w.name, w.slug, m.role, w.version, w.created_at
                        from workspace w join membership m on m.workspace_id = w.id and m.person_id = ?
                        where w.closed_at is null
                        order by w.created_at
                        """)
                .param(person.value())
                .query(WorkspaceQueries::view)
                .list();
    }

    private static WorkspaceView view(ResultSet row, int number) throws SQLException {
        return new WorkspaceView(
                new WorkspaceId(row.getObject(1, UUID.class)),
                row.getString(2),
                row.getString(3),
                Role.valueOf(row.getString(4)),
                row.getLong(5),
                row.getTimestamp(6).toInstant());
    }
}
