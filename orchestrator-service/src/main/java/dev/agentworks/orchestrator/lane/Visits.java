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
 * Cards' present stays: how far each has come, and when somebody should look at its card again. A
 * wish to look is a row, so it outlives whoever had it.
 */
@Repository
public class Visits {

    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    Visits(JdbcClient jdbc, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.events = events;
    }

    /** Begins a stay; earlier ones are over. */
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

    public Optional<Visit> active(UUID card) {
        return jdbc.sql("select * from lane_visit where card_id = :card and state = 'ACTIVE'")
                .param("card", card)
                .query(Visits::visit)
                .optional();
    }

    /** Asks that the card be looked at, now and in any case. */
    public void touch(UUID card) {
        jdbc.sql(
                        """
                        update lane_visit set look_at = now(), look_no = look_no + 1
                        where card_id = :card and state = 'ACTIVE'
                        """)
                .param("card", card)
                .update();
        events.publishEvent(new StayTouched(card));
    }

    /**
     * Something happened in the project: every card of it whose agents are held is looked at again.
     */
    @Transactional
    public void stir(UUID project) {
        jdbc.sql(
                        """
                        with held as (
                            select card_id, lane_visit_no from lane_visit
                            where state = 'ACTIVE' and card_id in (
                                select card_id from run
                                where project_id = :project and status = 'QUEUED' and wake_at is null)
                            order by card_id
                            for update)
                        update lane_visit set look_at = now(), look_no = look_no + 1
                        from held
                        where lane_visit.card_id = held.card_id and lane_visit.lane_visit_no = held.lane_visit_no
                        returning lane_visit.card_id
                        """)
                .param("project", project)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list()
                .forEach(card -> events.publishEvent(new StayTouched(card)));
    }

    /** Cards that are to be looked at by now. */
    public List<UUID> due(int most) {
        return jdbc.sql(
                        """
                        select card_id from lane_visit
                        where state = 'ACTIVE' and look_at <= now()
                        order by look_at
                        limit :most
                        """)
                .param("most", most)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Takes the look upon itself: should this process be lost, it is due again after a while. */
    @Transactional
    public Optional<Visit> take(UUID card, Duration patience) {
        return jdbc.sql(
                        """
                        update lane_visit set look_at = now() + :millis * interval '1 millisecond'
                        where card_id = :card and state = 'ACTIVE' and look_at <= now()
                        returning *
                        """)
                .param("card", card)
                .param("millis", patience.toMillis())
                .query(Visits::visit)
                .optional();
    }

    /**
     * The look is done; the next one is at this time, or at once when it was asked for meanwhile.
     */
    public void looked(Visit visit, Optional<Duration> again) {
        jdbc.sql(
                        """
                        update lane_visit
                        set look_at = case when look_no > :no then now()
                                           else now() + :millis::bigint * interval '1 millisecond' end
                        where card_id = :card and lane_visit_no = :visit
                        """)
                .param("card", visit.card())
                .param("visit", visit.number())
                .param("no", visit.lookNo())
                .param("millis", again.map(Duration::toMillis).orElse(null))
                .update();
    }

    /** Writes down how the stay stands; core is to be told anew. */
    public void settle(Visit visit, Stay.Settled settled) {
        jdbc.sql(
                        """
                        update lane_visit set settled = :settled, settled_told = false
                        where card_id = :card and lane_visit_no = :visit
                        """)
                .param("card", visit.card())
                .param("visit", visit.number())
                .param("settled", settled == Stay.Settled.NOT ? null : settled.name())
                .update();
    }

    /** Core knows; unless the stay was settled otherwise in the meantime. */
    @Transactional
    public void told(Visit visit) {
        jdbc.sql(
                        """
                        update lane_visit
                        set settled_told = true, look_at = null
                        where card_id = :card and lane_visit_no = :visit and settled = :settled and look_no = :no
                        """)
                .param("card", visit.card())
                .param("visit", visit.number())
                .param("settled", visit.settled().name())
                .param("no", visit.lookNo())
                .update();
    }

    private static Visit visit(ResultSet row, int number) throws SQLException {
        var settled = row.getString("settled");
        return new Visit(
                row.getObject("card_id", UUID.class),
                row.getObject("workspace_id", UUID.class),
                row.getObject("project_id", UUID.class),
                row.getInt("lane_visit_no"),
                row.getInt("lane_number"),
                new LanePlan(
                        List.of((String[]) row.getArray("sequence").getArray()),
                        List.of((String[]) row.getArray("parallel").getArray()),
                        row.getBoolean("waits_for_person")),
                settled == null ? Stay.Settled.NOT : Stay.Settled.valueOf(settled),
                row.getBoolean("settled_told"),
                row.getLong("look_no"));
    }
}
