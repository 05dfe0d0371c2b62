package dev.agentworks.core.lanevisit;

import dev.agentworks.core.gate.JudgedCard;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads the runs that count for the visit a card is in: each stands for those it repeats. */
@Repository
class LaneVisitRuns {

    /** Counted as such whatever an event says; a project's own agents say it by their events. */
    private static final Set<String> HIGH_RISK =
            Set.of("DEV_BACKEND", "DEV_FRONTEND", "DEVOPS", "DEPLOYMENT", "REFACTOR");

    private final JdbcClient jdbc;

    LaneVisitRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A run as a gate sees it. */
    record VisitRun(
            UUID card,
            String agentId,
            String status,
            @Nullable String approvedBy,
            @Nullable String risk) {

        /** It completed, but a person has to approve what it did and has not. */
        boolean lacksApproval() {
            return completed()
                    && approvedBy == null
                    && ("high".equals(risk) || HIGH_RISK.contains(agentId));
        }

        boolean completed() {
            return status.equals("COMPLETED");
        }

        boolean ended() {
            return completed()
                    || status.equals("FAILED")
                    || status.equals("CANCELLED")
                    || status.equals("PARKED");
        }
    }

    Map<UUID, List<VisitRun>> of(Collection<? extends JudgedCard> cards) {
        return jdbc
                .sql(
                        """
                        select r.card_id, r.agent_id, r.status, r.approved_by, r.risk
                        from card_run r join card c on c.id = r.card_id and c.lane_visit = r.lane_visit
                        where c.id = any(?)
                          and not exists (
                              select from card_run n where n.retry_of = r.run_id and n.lane_visit = r.lane_visit)
                        order by r.agent_id, r.run_id
                        """)
                .param(
                        cards.stream()
                                .filter(JudgedCard::standsHere)
                                .map(JudgedCard::id)
                                .toArray(UUID[]::new))
                .query((row, _) ->
                        new VisitRun(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4),
                                row.getString(5)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(VisitRun::card));
    }
}
