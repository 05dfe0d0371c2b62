package dev.agentworks.core.board;

import dev.agentworks.core.project.ProjectId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/** Reads boards, and lanes with the rule in force, in one statement a question. */
@Repository
class BoardQueries {

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

    /** A version of a rule never changes: its text is understood once. */
    private final ConcurrentMap<Boards.RuleVersion, LaneRule> understood =
            new ConcurrentHashMap<>();

    BoardQueries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    List<Boards.BoardView> of(ProjectId project) {
        return jdbc.sql(
                        "select id, project_id, workspace_id, name from board where project_id = ? order by id")
                .param(project.value())
                .query(BoardQueries::board)
                .list();
    }

    Optional<Boards.BoardView> find(BoardId board) {
        return jdbc.sql("select id, project_id, workspace_id, name from board where id = ?")
                .param(board.value())
                .query(BoardQueries::board)
                .optional();
    }

    List<LaneView> lanes(BoardId board) {
        return jdbc.sql(LANES + " where l.board_id = ? order by l.number")
                .param(board.value())
                .query(this::lane)
                .list();
    }

    /** The lane by its number. */
    Optional<LaneView> lane(BoardId board, int number) {
        return jdbc.sql(LANES + " where l.board_id = ? and l.number = ?")
                .params(board.value(), number)
                .query(this::lane)
                .optional();
    }

    /** The rule that a visit began with. */
    LaneRule rule(LaneId lane, int version) {
        return jdbc.sql("select rule from lane_rule where lane_id = ? and version = ?")
                .params(lane.value(), version)
                .query((row, _) -> json.readValue(row.getString(1), LaneRule.class))
                .single();
    }

    /** The rules that visits began with, by the version that each names. */
    Map<Boards.RuleVersion, LaneRule> rules(Collection<Boards.RuleVersion> versions) {
        var rules = new HashMap<Boards.RuleVersion, LaneRule>();
        jdbc.sql(
                        """
                        select r.lane_id, r.version, r.rule from lane_rule r
                        join unnest(:lanes::uuid[], :versions::int[]) as wanted (lane_id, version)
                          on wanted.lane_id = r.lane_id and wanted.version = r.version
                        """)
                .param(
                        "lanes",
                        versions.stream().map(Boards.RuleVersion::lane).toArray(UUID[]::new))
                .param(
                        "versions",
                        versions.stream().map(Boards.RuleVersion::version).toArray(Integer[]::new))
                .query((row, _) ->
                        rules.put(
                                new Boards.RuleVersion(row.getObject(1, UUID.class), row.getInt(2)),
                                json.readValue(row.getString(3), LaneRule.class)))
                .list();
        return rules;
    }

    private static Boards.BoardView board(ResultSet row, int number) throws SQLException {
        return new Boards.BoardView(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getString(4));
    }

    private LaneView lane(ResultSet row, int number) throws SQLException {
        var version = new Boards.RuleVersion(row.getObject(1, UUID.class), row.getInt(8));
        var rule = understood.get(version);
        if (rule == null) {
            rule = json.readValue(row.getString(9), LaneRule.class);
            understood.put(version, rule);
        }
        return new LaneView(
                row.getObject(1, UUID.class),
                row.getObject(2, UUID.class),
                row.getObject(3, UUID.class),
                row.getObject(4, UUID.class),
                row.getInt(5),
                row.getString(6),
                row.getString(7),
                version.version(),
                rule);
    }
}
