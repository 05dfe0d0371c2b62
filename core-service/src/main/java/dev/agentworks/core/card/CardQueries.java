package dev.agentworks.core.card;

import dev.agentworks.core.board.Boards.BoardView;
import dev.agentworks.core.card.CardRow.ChecklistProgress;
import dev.agentworks.core.card.CardViews.CardFilter;
import dev.agentworks.starter.web.CursorRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowCallbackHandler;
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
                   c.created_at, c.updated_at, c.checklist_done, c.checklist_total, c.archived_at,
                   c.lane_visit is not distinct from c.quiet_visit as quiet,
                   %s as position,
                   %s as runs
                   %s
            from card c
            join lane l on l.id = c.lane_id
            join project p on p.id = c.project_id
            """;

    private static final String RUNS =
            "(select "
                    + CardRunsRead.JSON
                    + " from card_run r where r.card_id = c.id and "
                    + CardRunsRead.WANTED
                    + ")";

    /** Some cards in full, each with its place counted, and with whatever a question adds. */
    static final String SELECT_WITH =
            FIELDS.formatted(
                    "c.description, c.acceptance_criteria",
                    "(select count(*) from card o where o.lane_id = c.lane_id and o.archived_at is null and o.rank < c.rank)",
                    RUNS,
                    "%s");

    /** Some cards, archived or not. */
    private static final String SELECT_ANY = SELECT_WITH.formatted("") + " where true";

    private static final String SELECT = SELECT_ANY + " and c.archived_at is null";

    /** All cards of a project, their places counted together; a board shows no long texts. */
    private static final String SELECT_BOARD =
            FIELDS.formatted(
                            "'' as description, '[]' as acceptance_criteria, jsonb_array_length(c.acceptance_criteria) > 0 as has_criteria, "
                                    + LanePlaces.FILLS
                                    + " as fills",
                            "(row_number() over (partition by c.lane_id order by c.rank) - 1)",
                            RUNS,
                            "")
                    + """
                     where c.archived_at is null and c.project_id = :project
                    order by l.number, c.rank
                    """;

    private static final String BY_KEY = " and c.workspace_id = ? and p.key = ? and c.number = ?";

    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};
    private static final TypeReference<List<CardRunsRead.Run>> RUNS_READ = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    CardQueries(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    Optional<CardRow> find(UUID id) {
        return jdbc.sql(SELECT + " and c.id = ?").param(id).query(this::row).optional();
    }

    /** The card, archived or not. */
    Optional<CardRow> findAny(UUID id) {
        return jdbc.sql(SELECT_ANY + " and c.id = ?").param(id).query(this::row).optional();
    }

    Optional<CardRow> findByKey(UUID workspace, String projectKey, int number) {
        return jdbc.sql(SELECT + BY_KEY)
                .params(workspace, projectKey, number)
                .query(this::row)
                .optional();
    }

    /** As {@link #findByKey}, archived or not. */
    Optional<CardRow> findAnyByKey(UUID workspace, String projectKey, int number) {
        return jdbc.sql(SELECT_ANY + BY_KEY)
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

    /**
     * The cards of a board without descriptions and acceptance criteria.
     *
     * @param children of these cards, wherever they stand
     * @param wipCounts how many cards count against the limit of each lane
     */
    record BoardRows(
            List<CardRow> cards,
            Map<UUID, List<CardChild>> children,
            Map<UUID, Integer> wipCounts) {}

    BoardRows ofBoard(BoardView board) {
        var cards = new ArrayList<CardRow>();
        var children = new TreeMap<Integer, CardChild>();
        var wipCounts = new HashMap<UUID, Integer>();
        jdbc.sql(SELECT_BOARD)
                .param("project", board.projectId())
                .query(
                        (RowCallbackHandler)
                                found -> {
                                    var card = card(found);
                                    if (card.boardId().equals(board.id())) {
                                        cards.add(card);
                                        wipCounts.merge(
                                                card.laneId(),
                                                found.getBoolean("fills") ? 1 : 0,
                                                Integer::sum);
                                    }
                                    if (card.parentId() != null) {
                                        children.put(
                                                card.number(),
                                                CardChild.of(
                                                        card, found.getBoolean("has_criteria")));
                                    }
                                });
        return new BoardRows(
                cards,
                children.values().stream().collect(Collectors.groupingBy(CardChild::parentId)),
                wipCounts);
    }

    List<CardRow> ofProject(UUID project) {
        return jdbc.sql(SELECT + " and c.project_id = ? order by l.number, c.rank")
                .param(project)
                .query(this::row)
                .list();
    }

    /** The cards of a project that the filter names, by their numbers. */
    List<CardRow> ofProject(UUID project, CardFilter filter, CursorRequest request) {
        var after = request.number();
        var sql = new StringBuilder(SELECT_ANY);
        var params = new HashMap<String, Object>();
        sql.append(" and c.project_id = :project and c.number > :after");
        params.put("project", project);
        params.put("after", after == null ? 0 : after);
        sql.append(
                filter.archived()
                        ? " and c.archived_at is not null"
                        : " and c.archived_at is null");
        only("l.number = :lane", "lane", filter.lane(), sql, params);
        only("c.assignee_id = :assignee", "assignee", filter.assignee(), sql, params);
        only("c.type = :type", "type", filter.typeName(), sql, params);
        only("c.status = :status", "status", filter.statusName(), sql, params);
        only("jsonb_exists(c.labels, :label)", "label", filter.label(), sql, params);
        only(
                "(c.title ilike :q or c.description ilike :q or p.key || '-' || c.number ilike :q)",
                "q",
                filter.pattern(),
                sql,
                params);
        sql.append(" order by c.number limit :limit");
        params.put("limit", request.fetchLimit());
        return jdbc.sql(sql.toString()).params(params).query(this::row).list();
    }

    private static void only(
            String condition,
            String name,
            @Nullable Object value,
            StringBuilder sql,
            Map<String, Object> params) {
        if (value != null) {
            sql.append(" and ").append(condition);
            params.put(name, value);
        }
    }

    List<CardRow> children(UUID parent) {
        return jdbc.sql(SELECT + " and c.parent_id = ? order by c.number")
                .param(parent)
                .query(this::row)
                .list();
    }

    /** Whether an agent works on the card, or waits to. */
    boolean hasOpenRun(UUID card) {
        return jdbc.sql(
                        "select exists (select from card_run where card_id = ? and status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'PARKED'))")
                .param(card)
                .query(Boolean.class)
                .single();
    }

    /** The agents of a visit that did more than wait for their turn. */
    List<String> agentsBegun(UUID card, int visit) {
        return jdbc.sql(
                        "select distinct agent_id from card_run where card_id = ? and lane_visit = ? and status <> 'QUEUED' order by 1")
                .params(card, visit)
                .query((row, _) -> row.getString(1))
                .list();
    }

    /** The project of a card that is not archived. */
    Optional<UUID> projectOf(UUID card) {
        return jdbc.sql("select project_id from card where id = ? and archived_at is null")
                .param(card)
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional();
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

    /**
     * A board with a text that changes whenever what it shows of its cards, runs and rules changes.
     */
    record BoardState(BoardView board, String state) {}

    Optional<BoardState> boardState(UUID board) {
        return jdbc.sql(
                        """
                        select b.id, b.project_id, b.workspace_id, b.name, concat_ws('/',
                            (select concat_ws(',', count(*), sum(version), sum(checklist_changes)) from card where board_id = b.id),
                            (select concat_ws(',', count(*), sum(r.run_seq)) from card_run r join card c on c.id = r.card_id
                             where c.board_id = b.id),
                            (select max(version) from workflow w where w.project_id = b.project_id))
                        from board b where b.id = ?
                        """)
                .param(board)
                .query((row, _) ->
                        new BoardState(
                                new BoardView(
                                        row.getObject(1, UUID.class),
                                        row.getObject(2, UUID.class),
                                        row.getObject(3, UUID.class),
                                        row.getString(4)),
                                row.getString(5)))
                .optional();
    }

    private CardRow row(ResultSet row, int index) throws SQLException {
        return card(row);
    }

    CardRow card(ResultSet row) throws SQLException {
        var runs = runs(row.getString("runs"));
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
                when(row.getTimestamp("archived_at")),
                row.getBoolean("quiet"),
                checklist(row),
                runs.active(),
                runs.last(),
                runs.ofVisit());
    }

    private static @Nullable ChecklistProgress checklist(ResultSet row) throws SQLException {
        var total = row.getInt("checklist_total");
        return total == 0 ? null : new ChecklistProgress(row.getInt("checklist_done"), total);
    }

    private CardRunsRead runs(@Nullable String read) {
        return read == null ? CardRunsRead.NONE : new CardRunsRead(json.readValue(read, RUNS_READ));
    }

    private static @Nullable Instant when(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }

    static Instant instant(@Nullable Timestamp timestamp) {
        if (timestamp == null) {
            throw new IllegalStateException("a time that the table requires is missing");
        }
        return timestamp.toInstant();
    }
}
