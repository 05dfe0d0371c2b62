package dev.agentworks.core.card;

import dev.agentworks.core.card.CardRow.ActiveRun;
import dev.agentworks.core.card.CardRow.LastRun;
import dev.agentworks.events.run.RunError;
import dev.agentworks.events.run.RunWait;
import dev.agentworks.starter.web.CursorRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Reads cards, each with its place and the agent at work on it, in one statement a question. */
@Repository
class CardQueries {

    private static final String FIELDS =
            """
            select c.id, c.workspace_id, c.project_id, c.board_id, c.lane_id, l.number as lane, c.number, p.key as project_key,
                   c.type, c.title, %s, c.labels, c.priority, c.status, c.assignee_id,
                   c.estimate, c.due_date, c.parent_id, c.review_state, c.lane_visit, c.rule_version, c.version,
                   c.created_at, c.updated_at,
                   %s as position,
                   r.run_id, r.agent_id, r.status as run_status, r.waiting_code, r.waiting_detail,
                   e.run_id as last_id, e.agent_id as last_agent, e.status as last_status, e.error_code, e.error_message
            from card c
            join lane l on l.id = c.lane_id
            join project p on p.id = c.project_id
            left join lateral (
                select run_id, agent_id, status, waiting_code, waiting_detail from card_run
                where card_id = c.id and status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'PARKED')
                order by case status when 'RUNNING' then 0 when 'QUEUED' then 2 else 1 end, updated_at
                limit 1
            ) r on true
            left join lateral (
                select run_id, agent_id, status, error_code, error_message from card_run f
                where f.card_id = c.id and f.lane_visit = c.lane_visit
                  and f.status in ('COMPLETED', 'FAILED', 'CANCELLED', 'PARKED')
                  and not exists (select from card_run n where n.retry_of = f.run_id)
                order by f.updated_at desc, f.run_id desc
                limit 1
            ) e on true
            where c.archived_at is null
            """;

    /** Some cards, each with its place counted. */
    private static final String SELECT =
            FIELDS.formatted(
                    "c.description, c.acceptance_criteria",
                    "(select count(*) from card o where o.lane_id = c.lane_id and o.archived_at is null and o.rank < c.rank)");

    /** All cards of a board, their places counted together; a board shows no long texts. */
    private static final String SELECT_BOARD =
            FIELDS.formatted(
                    "'' as description, '[]' as acceptance_criteria",
                    "(row_number() over (partition by c.lane_id order by c.rank) - 1)");

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CardQueries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<CardRow> find(UUID id) {
        return jdbc.sql(SELECT + " and c.id = ?").param(id).query(this::row).optional();
    }

    Optional<CardRow> findByKey(UUID workspace, String projectKey, int number) {
        return jdbc.sql(SELECT + " and c.workspace_id = ? and p.key = ? and c.number = ?")
                .params(workspace, projectKey, number)
                .query(this::row)
                .optional();
    }

    List<CardRow> all(List<UUID> ids) {
        return jdbc.sql(SELECT + " and c.id = any(?) order by c.number")
                .param(ids.toArray(UUID[]::new))
                .query(this::row)
                .list();
    }

    /** Without descriptions and acceptance criteria. */
    List<CardRow> ofBoard(UUID board) {
        return jdbc.sql(SELECT_BOARD + " and c.board_id = ? order by l.number, c.rank")
                .param(board)
                .query(this::row)
                .list();
    }

    List<CardRow> ofProject(UUID project) {
        return jdbc.sql(SELECT + " and c.project_id = ? order by l.number, c.rank")
                .param(project)
                .query(this::row)
                .list();
    }

    List<CardRow> ofProject(UUID project, CursorRequest request) {
        var after = request.number();
        return jdbc.sql(SELECT + " and c.project_id = ? and c.number > ? order by c.number limit ?")
                .params(project, after == null ? 0 : after, request.fetchLimit())
                .query(this::row)
                .list();
    }

    List<CardRow> children(UUID parent) {
        return jdbc.sql(SELECT + " and c.parent_id = ? order by c.number")
                .param(parent)
                .query(this::row)
                .list();
    }

    List<UUID> ancestors(UUID card) {
        return jdbc.sql(
                        """
                        with recursive lineage(id, parent_id, distance) as (
                            select id, parent_id, 0 from card where id = ?
                            union all
                            select c.id, c.parent_id, l.distance + 1
                            from lineage l join card c on c.id = l.parent_id
                            where l.distance < 50
                        )
                        select id from lineage where distance > 0 order by distance
                        """)
                .param(card)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Changes whenever what a board shows of its cards, runs and rules changes. */
    String stateOf(UUID board) {
        return jdbc.sql(
                        """
                        select concat_ws('/',
                            (select concat_ws(',', count(*), sum(version)) from card where board_id = b.id),
                            (select concat_ws(',', count(*), sum(r.run_seq)) from card_run r join card c on c.id = r.card_id
                             where c.board_id = b.id),
                            (select max(version) from workflow w where w.project_id = b.project_id))
                        from board b where b.id = ?
                        """)
                .param(board)
                .query(String.class)
                .single();
    }

    private CardRow row(ResultSet row, int index) throws SQLException {
        return new CardRow(
                row.getObject("id", UUID.class),
                row.getObject("workspace_id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getObject("board_id", UUID.class),
                row.getObject("lane_id", UUID.class),
                row.getInt("lane"),
                row.getInt("position"),
                row.getInt("number"),
                row.getString("project_key") + "-" + row.getInt("number"),
                CardType.valueOf(row.getString("type")),
                row.getString("title"),
                row.getString("description"),
                json.readValue(row.getString("acceptance_criteria"), TEXTS),
                json.readValue(row.getString("labels"), TEXTS),
                Priority.valueOf(row.getString("priority")),
                CardStatus.valueOf(row.getString("status")),
                row.getObject("assignee_id", UUID.class),
                row.getBigDecimal("estimate"),
                row.getObject("due_date", java.time.LocalDate.class),
                row.getObject("parent_id", UUID.class),
                ReviewState.valueOf(row.getString("review_state")),
                row.getInt("lane_visit"),
                row.getInt("rule_version"),
                row.getLong("version"),
                instant(row.getTimestamp("created_at")),
                instant(row.getTimestamp("updated_at")),
                activeRun(row),
                lastRun(row));
    }

    private static @Nullable ActiveRun activeRun(ResultSet row) throws SQLException {
        var run = row.getObject("run_id", UUID.class);
        if (run == null) {
            return null;
        }
        var code = row.getString("waiting_code");
        return new ActiveRun(
                run,
                row.getString("agent_id"),
                row.getString("run_status"),
                code == null ? null : new RunWait(code, row.getString("waiting_detail")));
    }

    private static @Nullable LastRun lastRun(ResultSet row) throws SQLException {
        var run = row.getObject("last_id", UUID.class);
        if (run == null) {
            return null;
        }
        var code = row.getString("error_code");
        return new LastRun(
                run,
                row.getString("last_agent"),
                row.getString("last_status"),
                code == null ? null : new RunError(code, row.getString("error_message")));
    }

    static Instant instant(@Nullable Timestamp timestamp) {
        if (timestamp == null) {
            throw new IllegalStateException("a time that the table requires is missing");
        }
        return timestamp.toInstant();
    }
}
