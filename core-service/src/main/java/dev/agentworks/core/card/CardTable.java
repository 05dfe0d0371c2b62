package dev.agentworks.core.card;

import dev.agentworks.core.board.LaneView;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import tools.jackson.databind.json.JsonMapper;

/**
 * Writes cards; every change names the version it was made from, and touches no row when that has
 * passed.
 */
@Repository
class CardTable {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    CardTable(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void insert(UUID id, LaneView lane, int number, String rank, NewCard card) {
        var now = Timestamp.from(clock.instant());
        jdbc.sql(
                        """
                        insert into card (id, workspace_id, project_id, board_id, lane_id, rank, number, type, title, description,
                            acceptance_criteria, labels, priority, status, estimate, parent_id, review_state, lane_visit,
                            rule_version, version, created_at, updated_at)
                        values (:id, :workspace, :project, :board, :lane, :rank, :number, :type, :title, :description,
                            :criteria::jsonb, :labels::jsonb, :priority, 'READY', :estimate, :parent, 'NONE', 1,
                            :rule, 1, :now, :now)
                        """)
                .param("id", id)
                .param("workspace", lane.workspaceId())
                .param("project", lane.projectId())
                .param("board", lane.boardId())
                .param("lane", lane.id())
                .param("rank", rank)
                .param("number", number)
                .param("type", card.type().name())
                .param("title", card.title().strip())
                .param("description", card.description())
                .param("criteria", json.writeValueAsString(card.acceptanceCriteria()))
                .param("labels", json.writeValueAsString(card.labels()))
                .param("priority", card.priority().name())
                .param("estimate", card.estimate())
                .param("parent", card.parentId())
                .param("rule", lane.ruleVersion())
                .param("now", now)
                .update();
    }

    /**
     * Puts the card into its place; a change of lane begins a new visit and forgets the review of
     * the last one.
     */
    boolean move(CardView card, LaneView lane, String rank, CardStatus status) {
        var entered = !lane.id().equals(card.laneId());
        return jdbc.sql(
                                """
                                update card
                                set lane_id = :lane, rank = :rank, status = :status, lane_visit = lane_visit + :entered,
                                    rule_version = :rule, review_state = :review, version = version + 1, updated_at = :now
                                where id = :id and version = :version and archived_at is null
                                """)
                        .param("lane", lane.id())
                        .param("rank", rank)
                        .param("status", status.name())
                        .param("entered", entered ? 1 : 0)
                        .param("rule", entered ? lane.ruleVersion() : card.ruleVersion())
                        .param(
                                "review",
                                entered ? ReviewState.NONE.name() : card.reviewState().name())
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", card.id())
                        .param("version", card.version())
                        .update()
                == 1;
    }

    boolean change(CardView card, CardView changed) {
        return jdbc.sql(
                                """
                                update card
                                set title = :title, description = :description, acceptance_criteria = :criteria::jsonb,
                                    labels = :labels::jsonb, type = :type, priority = :priority, status = :status,
                                    assignee_id = :assignee, estimate = :estimate, due_date = :due, review_state = :review,
                                    version = version + 1, updated_at = :now
                                where id = :id and version = :version and archived_at is null
                                """)
                        .param("title", changed.title())
                        .param("description", changed.description())
                        .param("criteria", json.writeValueAsString(changed.acceptanceCriteria()))
                        .param("labels", json.writeValueAsString(changed.labels()))
                        .param("type", changed.type().name())
                        .param("priority", changed.priority().name())
                        .param("status", changed.status().name())
                        .param("assignee", changed.assigneeId())
                        .param("estimate", changed.estimate())
                        .param("due", changed.dueDate())
                        .param("review", changed.reviewState().name())
                        .param("now", Timestamp.from(clock.instant()))
                        .param("id", card.id())
                        .param("version", card.version())
                        .update()
                == 1;
    }

    /** Holds the lane until the transaction ends: nobody else fills it meanwhile. */
    void holdLane(UUID lane) {
        jdbc.sql("select 1 from lane where id = ? for no key update")
                .param(lane)
                .query(Integer.class)
                .single();
    }

    boolean archive(CardView card) {
        return jdbc.sql(
                                "update card set archived_at = ?, version = version + 1 where id = ? and version = ? and archived_at is null")
                        .params(Timestamp.from(clock.instant()), card.id(), card.version())
                        .update()
                == 1;
    }

    /**
     * The keys of a lane's cards in order, without the card that is being placed; archived ones
     * hold their place.
     */
    List<String> ranks(UUID lane, @Nullable UUID without) {
        return jdbc.sql(
                        "select rank from card where lane_id = ? and id is distinct from ? and archived_at is null order by rank")
                .param(lane)
                .param(without)
                .query((row, _) -> row.getString(1))
                .list();
    }

    Optional<String> lastRank(UUID lane) {
        return jdbc.sql("select rank from card where lane_id = ? order by rank desc limit 1")
                .param(lane)
                .query(String.class)
                .optional();
    }

    Optional<String> rankOf(UUID lane, UUID card) {
        return jdbc.sql(
                        "select rank from card where lane_id = ? and id = ? and archived_at is null")
                .params(lane, card)
                .query(String.class)
                .optional();
    }
}
