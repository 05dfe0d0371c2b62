package dev.agentworks.core.card;

import dev.agentworks.events.run.AgentRunEvent;
import dev.agentworks.events.run.RunStatus;
import java.sql.Timestamp;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What cards know of the runs that work on them. */
@Service
public class CardRuns {

    private final JdbcClient jdbc;

    CardRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Takes an event in; one that comes late or twice changes nothing, one of an unknown card is
     * not ours.
     */
    @Transactional
    public void note(AgentRunEvent event) {
        var visit = visitOf(event.cardId());
        if (visit.isEmpty()) {
            return;
        }
        var noted =
                jdbc.sql(
                                """
                                insert into card_run (run_id, workspace_id, card_id, agent_id, status, run_seq, lane_visit, updated_at)
                                values (?, ?, ?, ?, ?, ?, ?, ?)
                                on conflict (run_id) do update
                                set status = excluded.status, run_seq = excluded.run_seq, updated_at = excluded.updated_at
                                where card_run.run_seq < excluded.run_seq
                                """)
                        .params(
                                event.runId(),
                                event.workspaceId(),
                                event.cardId(),
                                event.agentId(),
                                event.status().name(),
                                event.runSeq(),
                                visit.get(),
                                Timestamp.from(event.timestamp()))
                        .update();
        if (noted == 1 && event.status() == RunStatus.RUNNING) {
            jdbc.sql(
                            "update card set status = 'IN_PROGRESS' where id = ? and status in ('DRAFT', 'READY')")
                    .param(event.cardId())
                    .update();
        }
    }

    private Optional<Integer> visitOf(UUID card) {
        return jdbc.sql("select lane_visit from card where id = ?")
                .param(card)
                .query(Integer.class)
                .optional();
    }
}
