package dev.agentworks.orchestrator.run;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.outgoing.Line;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Makes runs and ends those that nobody wants any more; always within the decision's transaction.
 */
@Component
@Transactional(propagation = Propagation.MANDATORY)
public class RunQueue {

    private final JdbcClient jdbc;
    private final RunWriter writer;
    private final ApplicationEventPublisher events;

    RunQueue(JdbcClient jdbc, RunWriter writer, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.writer = writer;
        this.events = events;
    }

    /** Queues the run and announces it; empty when this wish was fulfilled before. */
    public Optional<Run> queue(NewRun wanted) {
        var made =
                jdbc.sql(
                                """
                                insert into run (run_id, trigger_key, workspace_id, project_id, card_id, lane_number,
                                    lane_visit_no, ordinal, agent_id, trigger_kind, triggered_by, instructions, retry_of,
                                    status, wake_at, run_seq, log_seq)
                                values (:id, :key, :workspace, :project, :card, :lane, :visit, :ordinal, :agent, :trigger,
                                    :by, :instructions, :retryOf, 'QUEUED', now(), 1, 1)
                                on conflict do nothing
                                returning *
                                """)
                        .param("id", wanted.id())
                        .param("key", wanted.triggerKey())
                        .param("workspace", wanted.workspaceId())
                        .param("project", wanted.projectId())
                        .param("card", wanted.cardId())
                        .param("lane", wanted.lane())
                        .param("visit", wanted.laneVisit())
                        .param("ordinal", wanted.ordinal())
                        .param("agent", wanted.agentId())
                        .param("trigger", wanted.trigger().name())
                        .param("by", wanted.triggeredBy())
                        .param("instructions", wanted.instructions())
                        .param("retryOf", wanted.retryOf())
                        .query(RunRows.RUN)
                        .optional();
        made.ifPresent(run -> {
            var change = RunChange.back().line(Line.info(run.agentId() + " is queued"));
            writer.announce(run, change);
            events.publishEvent(new RunReady(run.id()));
        });
        return made;
    }

    /**
     * Ends the work that earlier stays of the card started; a model call under way is let finish,
     * it is paid for.
     */
    public void supersede(UUID card, int currentVisit) {
        jdbc.sql(
                        """
                        select run_id from run
                        where card_id = :card and lane_visit_no < :visit
                          and status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'PARKED')
                        """)
                .param("card", card)
                .param("visit", currentVisit)
                .query(UUID.class)
                .list()
                .forEach(run ->
                        stop(
                                run,
                                Run.StopReason.SUPERSEDED,
                                "the card left the lane before the agent was done"));
    }

    /**
     * Ends a run now when nobody works on it, else asks its holder to. Over already: nothing
     * happens.
     */
    public void stop(UUID run, Run.StopReason reason, String why) {
        var change =
                RunChange.to(RunStatus.CANCELLED)
                        .error(reason.name().toLowerCase(Locale.ROOT), why)
                        .line(Line.warn("cancelled: " + why));
        // locked first: its holder must not give it back between the two attempts
        jdbc.sql("select 1 from run where run_id = :run for update")
                .param("run", run)
                .query(Integer.class)
                .optional();
        if (writer.unheld(run, change).isPresent()) {
            return;
        }
        int asked =
                jdbc.sql(
                                """
                                update run set stop_reason = case when stop_reason = 'CANCELLED' then stop_reason else :reason end
                                where run_id = :run and status in ('RUNNING', 'FINALIZING')
                                """)
                        .param("reason", reason.name())
                        .param("run", run)
                        .update();
        if (asked > 0 && reason == Run.StopReason.CANCELLED) {
            events.publishEvent(new RunStopWanted(run));
        }
    }
}
