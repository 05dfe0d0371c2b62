package dev.agentworks.core.card;

import dev.agentworks.core.card.CardView.ActiveRun;
import dev.agentworks.core.card.CardView.LastRun;
import dev.agentworks.events.run.RunError;
import dev.agentworks.events.run.RunWait;
import dev.agentworks.starter.web.CursorRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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

    private static final String COMMENTS =
            "select id, author, body, file, line, created_at from card_comment where card_id = :card";

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CardQueries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<CardView> find(UUID id) {
        return jdbc.sql(SELECT + " and c.id = ?").param(id).query(this::view).optional();
    }

    Optional<CardView> findByKey(UUID workspace, String projectKey, int number) {
        return jdbc.sql(SELECT + " and c.workspace_id = ? and p.key = ? and c.number = ?")
                .params(workspace, projectKey, number)
                .query(this::view)
                .optional();
    }

    List<CardView> all(List<UUID> ids) {
        return jdbc.sql(SELECT + " and c.id = any(?) order by c.number")
                .param(ids.toArray(UUID[]::new))
                .query(this::view)
                .list();
    }

    /** Without descriptions and acceptance criteria. */
    List<CardView> ofBoard(UUID board) {
        return jdbc.sql(SELECT_BOARD + " and c.board_id = ? order by l.number, c.rank")
                .param(board)
                .query(this::view)
                .list();
    }

    List<CardView> ofProject(UUID project) {
        return jdbc.sql(SELECT + " and c.project_id = ? order by l.number, c.rank")
                .param(project)
                .query(this::view)
                .list();
    }

    List<CardView> ofProject(UUID project, CursorRequest request) {
        var after = request.number();
        return jdbc.sql(SELECT + " and c.project_id = ? and c.number > ? order by c.number limit ?")
                .params(project, after == null ? 0 : after, request.fetchLimit())
                .query(this::view)
                .list();
    }

    List<CardView> children(UUID parent) {
        return jdbc.sql(SELECT + " and c.parent_id = ? order by c.number")
                .param(parent)
                .query(this::view)
                .list();
    }

    /** The children of many cards, with as much as their parents are judged by. */
    Map<UUID, List<CardChild>> childrenOf(List<CardView> parents) {
        return jdbc
                .sql(
                        """
                        select c.parent_id, p.key || '-' || c.number, c.type, c.status, c.title,
                               jsonb_array_length(c.acceptance_criteria) > 0
                        from card c join project p on p.id = c.project_id
                        where c.parent_id = any(?) and c.archived_at is null
                        order by c.number
                        """)
                .param(parents.stream().map(CardView::id).toArray(UUID[]::new))
                .query((row, _) ->
                        new CardChild(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                CardType.valueOf(row.getString(3)),
                                CardStatus.valueOf(row.getString(4)),
                                row.getString(5),
                                row.getBoolean(6)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(CardChild::parentId));
    }

    /**
     * Holds the card until the transaction ends: whoever moves it, or judges whether it moves, is
     * alone with it. Whole transactions take locks in this order: project, card, lane.
     */
    Optional<CardView> hold(UUID id) {
        return jdbc.sql("select id from card where id = ? for no key update")
                .param(id)
                .query(UUID.class)
                .optional()
                .flatMap(this::find);
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

    int countInLane(UUID lane) {
        return jdbc.sql("select count(*) from card where lane_id = ? and archived_at is null")
                .param(lane)
                .query(Integer.class)
                .single();
    }

    List<CommentView> comments(UUID card) {
        return jdbc.sql(COMMENTS + " order by created_at, id")
                .param("card", card)
                .query(CardQueries::comment)
                .list();
    }

    List<CommentView> comments(UUID card, CursorRequest request) {
        var after = request.moment();
        return jdbc.sql(
                        COMMENTS
                                + """
                                 and (:id::uuid is null or (created_at, id) > (:at::timestamptz, :id::uuid))
                                order by created_at, id limit :limit
                                """)
                .param("card", card)
                .param("at", after == null ? null : Timestamp.from(after.at()))
                .param("id", after == null ? null : after.id())
                .param("limit", request.fetchLimit())
                .query(CardQueries::comment)
                .list();
    }

    private static CommentView comment(ResultSet row, int index) throws SQLException {
        return new CommentView(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                (Integer) row.getObject(5),
                instant(row.getTimestamp(6)));
    }

    private CardView view(ResultSet row, int index) throws SQLException {
        return new CardView(
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
                lastRun(row),
                null);
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
