package dev.agentworks.core.board;

import dev.agentworks.core.project.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Reads the versions of a project's rules of lanes. */
@Repository
class WorkflowQueries {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    WorkflowQueries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<WorkflowView> find(ProjectId project, @Nullable Integer version) {
        return jdbc.sql(
                        """
                        select version, changed_at, changed_by from workflow
                        where project_id = :project and (:version::int is null or version = :version)
                        order by version desc limit 1
                        """)
                .param("project", project.value())
                .param("version", version)
                .query(WorkflowQueries::made)
                .optional()
                .map(made ->
                        new WorkflowView(
                                project,
                                made.version(),
                                made.updatedAt(),
                                made.updatedBy(),
                                lanes(project, made.version())));
    }

    List<WorkflowView.Made> versions(ProjectId project) {
        return jdbc.sql(
                        "select version, changed_at, changed_by from workflow where project_id = ? order by version desc")
                .param(project.value())
                .query(WorkflowQueries::made)
                .list();
    }

    private List<WorkflowView.Lane> lanes(ProjectId project, int version) {
        return jdbc.sql(
                        """
                        select l.number, l.key, l.name, r.rule
                        from lane l join board b on b.id = l.board_id join lane_rule r on r.lane_id = l.id
                        where b.project_id = ? and r.version = ?
                        order by l.number
                        """)
                .params(project.value(), version)
                .query((row, _) ->
                        WorkflowView.Lane.of(
                                row.getInt(1),
                                row.getString(2),
                                row.getString(3),
                                json.readValue(row.getString(4), LaneRule.class)))
                .list();
    }

    private static WorkflowView.Made made(ResultSet row, int number) throws SQLException {
        return new WorkflowView.Made(
                row.getInt(1), row.getTimestamp(2).toInstant(), row.getString(3));
    }
}
