package dev.agentworks.orchestrator.lane;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Transactional;

/**
 * The lane visits of cards: how far each has come, and when its card is to be checked again. The
 * request for a check is stored, so it outlives the process that made it.
 */
@Repository
public class LaneVisits {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    LaneVisits(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Begins a visit and ends the card's earlier ones. */
    public void enter(
            UUID card,
            UUID workspace,
            UUID project,
            int visit,
            int lane,
            long ruleVersion,
            LanePlan plan) {
        leave(card);
        jdbc.sql(
                        """
                        insert into lane_visit (card_id, lane_visit_no, workspace_id, project_id, lane_number, rule_version,
                            sequence, parallel, waits_for_person, state)
                        values (:card, :visit, :workspace, :project, :lane, :rule, :sequence, :parallel, :waits, 'ACTIVE')
                        """)
                .param("card", card)
                .param("visit", visit)
                .param("workspace", workspace)
                .param("project", project)
                .param("lane", lane)
                .param("rule", ruleVersion)
                .param("sequence", plan.sequence().toArray(String[]::new))
                .param("parallel", plan.parallel().toArray(String[]::new))
                .param("waits", plan.waitsForPerson())
                .update();
    }

    public void leave(UUID card) {
        jdbc.sql(
                        "update lane_visit set state = 'SUPERSEDED' where card_id = :card and state = 'ACTIVE'")
                .param("card", card)
                .update();
    }

    public Optional<LaneVisit> active(UUID card) {
        return jdbc.sql("select * from lane_visit where card_id = :card and state = 'ACTIVE'")
                .param("card", card)
                .query(LaneVisits::visit)
                .optional();
    }

    /** Requests that the card is checked at once. */
    public void requestRecheck(UUID card) {
        jdbc.sql(
                        """
                        update lane_visit set recheck_at = now(), recheck_no = recheck_no + 1
                        where card_id = :card and state = 'ACTIVE'
                        """)
                .param("card", card)
                .update();
        events.publishEvent(new RecheckRequested(card));
    }

    /** Requests a check of every card of the project whose agents are held. */
    @Transactional
    public void requestRechecks(UUID project) {
        jdbc.sql(
                        """
                        with held as (
                            select card_id, lane_visit_no from lane_visit
                            where state = 'ACTIVE' and card_id in (
                                select card_id from run
                                where project_id = :project and status = 'QUEUED' and wake_at is null)
                            order by card_id
                            for update)
                        update lane_visit set recheck_at = now(), recheck_no = recheck_no + 1
                        from held
                        where lane_visit.card_id = held.card_id and lane_visit.lane_visit_no = held.lane_visit_no
                        returning lane_visit.card_id
                        """)
                .param("project", project)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list()
                .forEach(card -> events.publishEvent(new RecheckRequested(card)));
    }

    /** The cards whose check is due. */
    public List<UUID> dueForRecheck(int most) {
        return jdbc.sql(
                        """
                        select card_id from lane_visit
                        where state = 'ACTIVE' and recheck_at <= now()
                        order by recheck_at
                        limit :most
                        """)
                .param("most", most)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Takes the check over; should this process be lost, it is due again after a while. */
    @Transactional
    public Optional<LaneVisit> takeRecheck(UUID card, Duration patience) {
        return jdbc.sql(
                        """
                        update lane_visit set recheck_at = now() + :millis * interval '1 millisecond'
                        where card_id = :card and state = 'ACTIVE' and recheck_at <= now()
                        returning *
                        """)
                .param("card", card)
                .param("millis", patience.toMillis())
                .query(LaneVisits::visit)
                .optional();
    }

    /**
     * The check is done; the next one is due after this time, or at once when requested meanwhile.
     */
    public void rechecked(LaneVisit visit, Optional<Duration> again) {
        jdbc.sql(
                        """
                        update lane_visit
                        set recheck_at = case when recheck_no > :no then now()
                                           else now() + :millis::bigint * interval '1 millisecond' end
                        where card_id = :card and lane_visit_no = :visit
                        """)
                .param("card", visit.card())
                .param("visit", visit.number())
                .param("no", visit.recheckNo())
                .param("millis", again.map(Duration::toMillis).orElse(null))
                .update();
    }

    /** Stores how the visit stands; core is to be told again. */
    public void settle(LaneVisit visit, VisitProgress.Settled settled) {
        jdbc.sql(
                        """
                        update lane_visit set settled = :settled, settled_told = false
                        where card_id = :card and lane_visit_no = :visit
                        """)
                .param("card", visit.card())
                .param("visit", visit.number())
                .param("settled", settled == VisitProgress.Settled.NOT ? null : settled.name())
                .update();
    }

    /** Notes that core was told, unless the visit was settled differently in the meantime. */
    @Transactional
    public void reported(LaneVisit visit) {
        jdbc.sql(
                        """
                        update lane_visit
                        set settled_told = true, recheck_at = null
                        where card_id = :card and lane_visit_no = :visit and settled = :settled and recheck_no = :no
                        """)
                .param("card", visit.card())
                .param("visit", visit.number())
                .param("settled", visit.settled().name())
                .param("no", visit.recheckNo())
                .update();
    }

    private static LaneVisit visit(ResultSet row, int number) throws SQLException {
        var settled = row.getString("settled");
        return new LaneVisit(
                row.getObject("card_id", UUID.class),
                row.getObject("workspace_id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getInt("lane_visit_no"),
                row.getInt("lane_number"),
                new LanePlan(
                        List.of((String[]) row.getArray("sequence").getArray()),
                        List.of((String[]) row.getArray("parallel").getArray()),
                        row.getBoolean("waits_for_person")),
                settled == null
                        ? VisitProgress.Settled.NOT
                        : VisitProgress.Settled.valueOf(settled),
                row.getBoolean("settled_told"),
                row.getLong("recheck_no"));
    }
}
