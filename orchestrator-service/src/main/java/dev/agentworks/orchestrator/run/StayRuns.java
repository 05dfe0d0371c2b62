package dev.agentworks.orchestrator.run;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.lane.Attempt;
import java.util.List;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The runs of a card's stay in a lane, as the stay's course depends on them. */
@Repository
public class StayRuns {

    static final String SKIPPED = "agent-disabled";

    private final JdbcClient jdbc;

    StayRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** All of them, oldest first. */
    public List<Attempt> of(UUID card, int visit) {
        return jdbc.sql(
                        """
                        select run_id, agent_id, ordinal, status, wake_at is null as timeless, error_code from run
                        where card_id = :card and lane_visit_no = :visit
                        order by created_at, run_id
                        """)
                .param("card", card)
                .param("visit", visit)
                .query((row, _) ->
                        new Attempt(
                                row.getObject("run_id", UUID.class),
                                row.getString("agent_id"),
                                row.getObject("ordinal", Integer.class),
                                state(
                                        RunStatus.valueOf(row.getString("status")),
                                        row.getBoolean("timeless"),
                                        SKIPPED.equals(row.getString("error_code")))))
                .list();
    }

    private static Attempt.State state(RunStatus status, boolean timeless, boolean skipped) {
        return switch (status) {
            case QUEUED -> timeless ? Attempt.State.HELD : Attempt.State.OPEN;
            case RUNNING, WAITING, WAITING_INPUT, WAITING_APPROVAL, FINALIZING, PARKED ->
                    Attempt.State.OPEN;
            case COMPLETED -> Attempt.State.COMPLETED;
            case CANCELLED -> skipped ? Attempt.State.SKIPPED : Attempt.State.FAILED;
            case FAILED -> Attempt.State.FAILED;
        };
    }
}
