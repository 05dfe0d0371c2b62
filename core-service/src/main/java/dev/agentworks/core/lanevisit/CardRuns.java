package dev.agentworks.core.lanevisit;

import dev.agentworks.core.activity.Actor;
import dev.agentworks.core.activity.ProjectTouched;
import dev.agentworks.core.card.CardId;
import dev.agentworks.core.card.Cards;
import dev.agentworks.events.run.AgentRunEvent;
import dev.agentworks.events.run.RunStatus;
import java.sql.Timestamp;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** What cards know of the runs that work on them. */
@Service
public class CardRuns {

    private static final Set<RunStatus> ENDS =
            EnumSet.of(
                    RunStatus.COMPLETED, RunStatus.FAILED, RunStatus.CANCELLED, RunStatus.PARKED);

    private final Cards cards;
    private final JdbcClient jdbc;
    private final ApplicationEventPublisher events;

    CardRuns(Cards cards, JdbcClient jdbc, ApplicationEventPublisher events) {
        this.cards = cards;
        this.jdbc = jdbc;
        this.events = events;
    }

    /**
     * Notes what an event says of a run; a late or repeated event changes nothing, one of an
     * unknown card is ignored. A run counts for the visit it belongs to, whichever the card is in
     * by now.
     */
    @Transactional
    public void note(AgentRunEvent event) {
        var visit = hold(event.cardId());
        if (visit.isEmpty() || !newer(event, visit.get())) {
            return;
        }
        var present = event.laneVisit() == null || event.laneVisit().equals(visit.get());
        if (present && event.status() == RunStatus.RUNNING) {
            cards.begin(
                    new CardId(event.cardId()), new Actor.Agent(event.agentId(), event.runId()));
        }
        if (event.status() != RunStatus.PARKED && ENDS.contains(event.status())) {
            events.publishEvent(new RunOver(event.runId()));
        }
        if (ENDS.contains(event.status())) {
            events.publishEvent(new ProjectTouched(event.workspaceId(), event.projectId()));
        }
    }

    private boolean newer(AgentRunEvent event, int visit) {
        var waiting = event.waitingFor();
        var error = event.error();
        return jdbc.sql(
                                """
                                insert into card_run (run_id, workspace_id, card_id, agent_id, status, run_seq, lane_visit, updated_at,
                                    retry_of, approved_by, waiting_code, waiting_detail, error_code, error_message, risk)
                                values (:run, :workspace, :card, :agent, :status, :seq, coalesce(:visit::int, :present), :at,
                                    :retryOf, :approvedBy, :waitingCode, :waitingDetail, :errorCode, :errorMessage, :risk)
                                on conflict (run_id) do update
                                set status = excluded.status, run_seq = excluded.run_seq, updated_at = excluded.updated_at,
                                    lane_visit = coalesce(:visit::int, card_run.lane_visit),
                                    retry_of = coalesce(excluded.retry_of, card_run.retry_of),
                                    approved_by = coalesce(excluded.approved_by, card_run.approved_by),
                                    waiting_code = excluded.waiting_code, waiting_detail = excluded.waiting_detail,
                                    error_code = excluded.error_code, error_message = excluded.error_message,
                                    risk = coalesce(excluded.risk, card_run.risk)
                                where card_run.run_seq < excluded.run_seq
                                """)
                        .param("run", event.runId())
                        .param("workspace", event.workspaceId())
                        .param("card", event.cardId())
                        .param("agent", event.agentId())
                        .param("status", event.status().name())
                        .param("seq", event.runSeq())
                        .param("visit", event.laneVisit())
                        .param("present", visit)
                        .param("at", Timestamp.from(event.timestamp()))
                        .param("retryOf", event.retryOf())
                        .param("approvedBy", event.approvedBy())
                        .param("waitingCode", waiting == null ? null : waiting.code())
                        .param("waitingDetail", waiting == null ? null : waiting.detail())
                        .param("errorCode", error == null ? null : error.code())
                        .param("errorMessage", error == null ? null : error.message())
                        .param("risk", event.risk())
                        .update()
                == 1;
    }

    /**
     * The visit the card is in. The card is locked first: noting a run refers to it, and a
     * transaction that refers to a card before it locks it can deadlock with a move.
     */
    private Optional<Integer> hold(UUID card) {
        return jdbc.sql("select lane_visit from card where id = ? for no key update")
                .param(card)
                .query(Integer.class)
                .optional();
    }
}
