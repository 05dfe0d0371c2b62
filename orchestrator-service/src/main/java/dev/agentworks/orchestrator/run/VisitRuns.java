package dev.agentworks.orchestrator.run;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.lane.VisitRun;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The runs of a card's visit to a lane, as the visit's course depends on them. */
@Repository
public class VisitRuns {

    static final String SKIPPED = "agent-disabled";

    private final JdbcClient jdbc;

    VisitRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them, oldest first. */
    public List<VisitRun> of(UUID card, int visit) {
        return jdbc.sql(
                        """
                        select run_id, agent_id, ordinal, status, wake_at is null as timeless, error_code from run
                        where card_id = :card and lane_visit_no = :visit
                        order by created_at, run_id
                        """)
                .param("card", card)
                .param("visit", visit)
                .query((row, _) ->
                        new VisitRun(
                                row.getObject("run_id", UUID.class),
                                row.getString("agent_id"),
                                row.getObject("ordinal", Integer.class),
                                state(
                                        RunStatus.valueOf(row.getString("status")),
                                        row.getBoolean("timeless"),
                                        SKIPPED.equals(row.getString("error_code")))))
                .list();
    }

    private static VisitRun.State state(RunStatus status, boolean timeless, boolean skipped) {
        return switch (status) {
            case QUEUED -> timeless ? VisitRun.State.HELD : VisitRun.State.OPEN;
            case RUNNING, WAITING, WAITING_INPUT, WAITING_APPROVAL, FINALIZING, PARKED ->
                    VisitRun.State.OPEN;
            case COMPLETED -> VisitRun.State.COMPLETED;
            case CANCELLED -> skipped ? VisitRun.State.SKIPPED : VisitRun.State.FAILED;
            case FAILED -> VisitRun.State.FAILED;
        };
    }
}
