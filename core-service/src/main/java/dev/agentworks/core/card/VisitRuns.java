package dev.agentworks.core.card;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The runs that count for the stay a card is in: each stands for those it repeats. */
@Repository
class VisitRuns {

    private final JdbcClient jdbc;

    VisitRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** A run as a gate sees it. */
    record VisitRun(UUID card, String agentId, String status, @Nullable String approvedBy) {

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

    Map<UUID, List<VisitRun>> of(List<CardView> cards) {
        return jdbc
                .sql(
                        """
                        select r.card_id, r.agent_id, r.status, r.approved_by
                        from card_run r join card c on c.id = r.card_id and c.lane_visit = r.lane_visit
                        where c.id = any(?)
                          and not exists (
                              select from card_run n where n.retry_of = r.run_id and n.lane_visit = r.lane_visit)
                        order by r.agent_id, r.run_id
                        """)
                .param(cards.stream().map(CardView::id).toArray(UUID[]::new))
                .query((row, _) ->
                        new VisitRun(
                                row.getObject(1, UUID.class),
                                row.getString(2),
                                row.getString(3),
                                row.getString(4)))
                .list()
                .stream()
                .collect(Collectors.groupingBy(VisitRun::card));
    }
}
