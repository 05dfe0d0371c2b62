package dev.agentworks.core.board;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** The versions of a project's rules of lanes, in plain SQL. */
@Repository
class WorkflowTable {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    WorkflowTable(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void lock(UUID project) {
        jdbc.sql("select 1 from project where id = ? for no key update")
                .param(project)
                .query(Integer.class)
                .single();
    }

    Optional<WorkflowView> find(UUID project, @Nullable Integer version) {
        return jdbc.sql(
                        """
                        select version, changed_at, changed_by from workflow
                        where project_id = :project and (:version::int is null or version = :version)
                        order by version desc limit 1
                        """)
                .param("project", project)
                .param("version", version)
                .query(WorkflowTable::made)
                .optional()
                .map(made ->
                        new WorkflowView(
                                project,
                                made.version(),
                                made.updatedAt(),
                                made.updatedBy(),
                                lanes(project, made.version())));
    }

    List<WorkflowView.Made> versions(UUID project) {
        return jdbc.sql(
                        "select version, changed_at, changed_by from workflow where project_id = ? order by version desc")
                .param(project)
                .query(WorkflowTable::made)
                .list();
    }

    /** Writes a version: a rule for every lane, and the lanes' names as they are from now on. */
    void add(
            UUID project,
            UUID workspace,
            int version,
            String changedBy,
            List<WorkflowView.Lane> lanes) {
        var now = Timestamp.from(clock.instant());
        jdbc.sql(
                        "insert into workflow (project_id, version, workspace_id, changed_by, changed_at) values (?, ?, ?, ?, ?)")
                .params(project, version, workspace, changedBy, now)
                .update();
        for (var lane : lanes) {
            jdbc.sql(
                            """
                            with changed as (
                                update lane set name = :name
                                from board b where b.id = lane.board_id and b.project_id = :project and lane.number = :number
                                returning lane.id, lane.workspace_id
                            )
                            insert into lane_rule (lane_id, version, workspace_id, rule, created_at)
                            select id, :version, workspace_id, :rule::jsonb, :now from changed
                            """)
                    .param("name", lane.name())
                    .param("project", project)
                    .param("number", lane.number())
                    .param("version", version)
                    .param("rule", json.writeValueAsString(LaneRule.of(lane)))
                    .param("now", now)
                    .update();
        }
    }

    private List<WorkflowView.Lane> lanes(UUID project, int version) {
        return jdbc.sql(
                        """
                        select l.number, l.key, l.name, r.rule
                        from lane l join board b on b.id = l.board_id join lane_rule r on r.lane_id = l.id
                        where b.project_id = ? and r.version = ?
                        order by l.number
                        """)
                .params(project, version)
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
