package dev.agentworks.core.lanevisit;

import dev.agentworks.core.activity.ProjectTouched;
import dev.agentworks.core.card.CardId;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/** Which visit of a card is settled, and which one a rule ended. */
@Repository
class LaneVisitTable {

    private final JdbcClient jdbc;

    LaneVisitTable(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The numbers of visits, 0 when there was none yet. */
    record Progress(int settled, boolean completed, int advanced) {}

    Progress of(UUID card) {
        return Objects.requireNonNull(
                jdbc.sql(
                                "select coalesce(settled_visit, 0), settled_completed, coalesce(advanced_visit, 0) from card where id = ?")
                        .param(card)
                        .query((row, _) ->
                                new Progress(row.getInt(1), row.getBoolean(2), row.getInt(3)))
                        .single());
    }

    void settle(UUID card, int visit, boolean completed) {
        jdbc.sql("update card set settled_visit = ?, settled_completed = ? where id = ?")
                .params(visit, completed, card)
                .update();
    }

    void advanced(UUID card, int visit) {
        jdbc.sql("update card set advanced_visit = ? where id = ?").params(visit, card).update();
    }

    /**
     * The cards of a project that may go on by themselves; those nearest to the end first, because
     * they leave places for the others.
     */
    @Transactional(readOnly = true)
    List<CardId> waiting(UUID project) {
        return jdbc.sql(
                        """
                        select c.id from card c
                        join lane l on l.id = c.lane_id
                        join lane_rule r on r.lane_id = c.lane_id and r.version = c.rule_version
                        where c.project_id = ? and c.settled_completed and c.settled_visit = c.lane_visit
                          and c.archived_at is null and (r.rule ->> 'autoAdvance')::boolean
                        order by l.number desc, c.rank
                        """)
                .param(project)
                .query((row, _) -> new CardId(row.getObject(1, UUID.class)))
                .list();
    }

    /** Where cards may wait, in all workspaces. */
    List<ProjectTouched> waitingAnywhere() {
        return jdbc.sql("select workspace, project from settled_projects()")
                .query((row, _) ->
                        new ProjectTouched(
                                row.getObject(1, UUID.class), row.getObject(2, UUID.class)))
                .list();
    }
}
