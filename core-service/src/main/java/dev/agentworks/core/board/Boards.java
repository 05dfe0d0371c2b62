package dev.agentworks.core.board;

import dev.agentworks.core.project.ProjectCreated;
import dev.agentworks.core.workspace.Access;
import dev.agentworks.starter.identifier.Uuids;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.json.JsonMapper;

/** Boards with their lanes and the rules of lanes. */
@Service
public class Boards {

    private static final String LANES =
            """
            select l.id, l.board_id, b.project_id, l.workspace_id, l.number, l.key, l.name, r.version, r.rule
            from lane l
            join board b on b.id = l.board_id
            join lateral (
                select version, rule from lane_rule where lane_id = l.id order by version desc limit 1
            ) r on true
            """;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    Boards(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** One version of a lane's rule; it never changes. */
    public record RuleVersion(UUID lane, int version) {}

    /** A board without its cards. */
    public record BoardView(UUID id, UUID projectId, UUID workspaceId, String name) {}

    @Transactional(readOnly = true)
    public List<BoardView> of(UUID project) {
        return jdbc.sql(
                        "select id, project_id, workspace_id, name from board where project_id = ? order by id")
                .param(project)
                .query(Boards::board)
                .list();
    }

    @Transactional(readOnly = true)
    public BoardView require(UUID board) {
        return jdbc.sql("select id, project_id, workspace_id, name from board where id = ?")
                .param(board)
                .query(Boards::board)
                .optional()
                .orElseThrow(() -> Access.notFound("board"));
    }

    @Transactional(readOnly = true)
    public List<LaneView> lanes(UUID board) {
        return jdbc.sql(LANES + " where l.board_id = ? order by l.number")
                .param(board)
                .query(this::lane)
                .list();
    }

    /** The lane of a project by its number. */
    @Transactional(readOnly = true)
    public Optional<LaneView> lane(UUID board, int number) {
        return jdbc.sql(LANES + " where l.board_id = ? and l.number = ?")
                .params(board, number)
                .query(this::lane)
                .optional();
    }

    /** The rule that a visit began with. */
    @Transactional(readOnly = true)
    public LaneRule rule(UUID lane, int version) {
        return jdbc.sql("select rule from lane_rule where lane_id = ? and version = ?")
                .params(lane, version)
                .query((row, _) -> json.readValue(row.getString(1), LaneRule.class))
                .single();
    }

    /** The rules that visits began with, by the version that each names. */
    @Transactional(readOnly = true)
    public Map<RuleVersion, LaneRule> rules(Collection<RuleVersion> versions) {
        var rules = new HashMap<RuleVersion, LaneRule>();
        jdbc.sql(
                        """
                        select r.lane_id, r.version, r.rule from lane_rule r
                        join unnest(:lanes::uuid[], :versions::int[]) as wanted (lane_id, version)
                          on wanted.lane_id = r.lane_id and wanted.version = r.version
                        """)
                .param("lanes", versions.stream().map(RuleVersion::lane).toArray(UUID[]::new))
                .param(
                        "versions",
                        versions.stream().map(RuleVersion::version).toArray(Integer[]::new))
                .query((row, _) ->
                        rules.put(
                                new RuleVersion(row.getObject(1, UUID.class), row.getInt(2)),
                                json.readValue(row.getString(3), LaneRule.class)))
                .list();
        return rules;
    }

    @EventListener
    void layOut(ProjectCreated project) {
        var board = Uuids.v7();
        var now = Timestamp.from(clock.instant());
        jdbc.sql("insert into board (id, workspace_id, project_id, name) values (?, ?, ?, ?)")
                .params(board, project.workspaceId(), project.projectId(), project.name())
                .update();
        jdbc.sql(
                        "insert into workflow (project_id, version, workspace_id, changed_by, changed_at) values (?, 1, ?, ?, ?)")
                .params(
                        project.projectId(),
                        project.workspaceId(),
                        "user:" + project.createdBy(),
                        now)
                .update();
        for (var key : LaneKey.values()) {
            var lane = Uuids.v7();
            jdbc.sql(
                            "insert into lane (id, workspace_id, board_id, number, key, name) values (?, ?, ?, ?, ?, ?)")
                    .params(
                            lane,
                            project.workspaceId(),
                            board,
                            key.number(),
                            key.name(),
                            key.title())
                    .update();
            jdbc.sql(
                            "insert into lane_rule (lane_id, version, workspace_id, rule, created_at) values (?, 1, ?, ?::jsonb, ?)")
                    .params(
                            lane,
                            project.workspaceId(),
                            json.writeValueAsString(StandardLanes.rule(key)),
                            now)
                    .update();
        }
    }

    private static BoardView board(ResultSet row, int number) throws SQLException {
        return new BoardView(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getString(4));
    }

    private LaneView lane(ResultSet row, int number) throws SQLException {
        return new LaneView(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getObject(4, UUID.class),
                row.getInt(5),
                row.getString(6),
                row.getString(7),
                row.getInt(8),
                json.readValue(row.getString(9), LaneRule.class));
    }
}
