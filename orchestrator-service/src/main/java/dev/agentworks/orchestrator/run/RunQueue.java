package dev.agentworks.orchestrator.run;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.agent.AgentDefinition;
import dev.agentworks.orchestrator.agent.ProjectAgent;
import dev.agentworks.orchestrator.agent.ProjectAgents;
import dev.agentworks.orchestrator.estimate.Estimate;
import dev.agentworks.orchestrator.estimate.Estimates;
import dev.agentworks.orchestrator.outgoing.LogLine;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
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

    private static final String LIMITED =
            "Waits for its turn: the workspace has as many agents at work as it may.";

    private final JdbcClient jdbc;
    private final RunWriter writer;
    private final ProjectAgents agents;
    private final Estimates estimates;
    private final ApplicationEventPublisher events;

    RunQueue(
            JdbcClient jdbc,
            RunWriter writer,
            ProjectAgents agents,
            Estimates estimates,
            ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.writer = writer;
        this.agents = agents;
        this.estimates = estimates;
        this.events = events;
    }

    /** Queues the run and announces it; empty when this wish was fulfilled before. */
    public Optional<Run> queue(NewRun wanted) {
        return insert(wanted, RunStatus.QUEUED, true, null)
                .map(run -> {
                    var line = LogLine.info(run.agentId() + " is queued");
                    writer.announce(run, RunChange.back().line(line));
                    events.publishEvent(new RunBecameDue(run.id()));
                    return run;
                });
    }

    /** Queues the run, but its visit holds it back until it is released. */
    public Optional<Run> queueHeld(NewRun wanted, @Nullable RunWait why) {
        return insert(wanted, RunStatus.QUEUED, false, why)
                .map(run -> {
                    var said = run.agentId() + " is queued";
                    var line = LogLine.info(why == null ? said : said + ": " + why.detail());
                    writer.announce(run, RunChange.to(RunStatus.QUEUED).line(line));
                    return run;
                });
    }

    /** Writes down that the agent's turn came and passed: the project has switched it off. */
    public void skip(NewRun wanted) {
        var why = "%s is switched off in this project: skipped.".formatted(wanted.agentId());
        insert(wanted, RunStatus.CANCELLED, false, new RunWait(VisitRuns.SKIPPED, why))
                .ifPresent(run ->
                        writer.announce(
                                run, RunChange.to(RunStatus.CANCELLED).line(LogLine.warn(why))));
    }

    /** A held run goes on waiting; whether that is for another reason than before. */
    public boolean hold(UUID held, RunWait why) {
        var told =
                jdbc.sql(
                                """
                                update run set waiting_code = :code, waiting_detail = :detail,
                                    run_seq = run_seq + 1, log_seq = log_seq + 1
                                where run_id = :run and status = 'QUEUED' and wake_at is null
                                  and (waiting_code, waiting_detail) is distinct from (:code, :detail)
                                returning *
                                """)
                        .param("run", held)
                        .param("code", why.code())
                        .param("detail", why.detail())
                        .query(RunRowMapper.RUN)
                        .optional();
        told.ifPresent(run ->
                writer.announce(
                        run, RunChange.to(RunStatus.QUEUED).line(LogLine.warn(why.detail()))));
        return told.isPresent();
    }

    /** The run could start, but its workspace has as many at work as it may. */
    void limited(UUID waiting) {
        jdbc.sql(
                        """
                        update run set waiting_code = 'workspace-limit', waiting_detail = :why,
                            run_seq = run_seq + 1, log_seq = log_seq + 1
                        where run_id = :run and status = 'QUEUED' and wake_at <= now() and waiting_code is null
                        returning *
                        """)
                .param("run", waiting)
                .param("why", LIMITED)
                .query(RunRowMapper.RUN)
                .optional()
                .ifPresent(run ->
                        writer.announce(
                                run, RunChange.to(RunStatus.QUEUED).line(LogLine.info(LIMITED))));
    }

    /** A held run may start. */
    public void release(UUID held) {
        jdbc.sql(
                        """
                        with before as (select run_id, waiting_code from run where run_id = :run)
                        update run set wake_at = now(), waiting_code = null, waiting_detail = null,
                            run_seq = run_seq + 1,
                            log_seq = log_seq + case when before.waiting_code is null then 0 else 1 end
                        from before
                        where run.run_id = before.run_id and status = 'QUEUED' and wake_at is null
                        returning run.*, before.waiting_code is not null as waited
                        """)
                .param("run", held)
                .query((row, number) -> {
                    var change = RunChange.back();
                    var run = Objects.requireNonNull(RunRowMapper.RUN.mapRow(row, number));
                    return new Released(
                            run,
                            row.getBoolean("waited")
                                    ? change.line(LogLine.info("nothing holds it back any more"))
                                    : change);
                })
                .optional()
                .ifPresent(released -> {
                    writer.announce(released.run(), released.change());
                    events.publishEvent(new RunBecameDue(released.run().id()));
                });
    }

    private Optional<Run> insert(
            NewRun wanted, RunStatus status, boolean ready, @Nullable RunWait why) {
        boolean over = Run.isOver(status);
        var agent =
                agents.find(wanted.projectId(), wanted.agentId())
                        .map(ProjectAgent::definition)
                        .orElse(null);
        var estimate = over || agent == null ? null : estimate(wanted, agent);
        return jdbc.sql(
                        """
                        insert into run (run_id, trigger_key, workspace_id, project_id, card_id, lane_number,
                            lane_visit_no, ordinal, agent_id, trigger_kind, triggered_by, instructions, retry_of,
                            status, wake_at, waiting_code, waiting_detail, error_code, error_message, finished_at,
                            estimate_low, estimate_high, risk, run_seq, log_seq)
                        values (:id, :key, :workspace, :project, :card, :lane, :visit, :ordinal, :agent, :trigger,
                            :by, :instructions, :retryOf, :status, case when :ready then now() end,
                            case when not :over then :whyCode end, case when not :over then :why end,
                            case when :over then :whyCode end, case when :over then :why end,
                            case when :over then now() end, :low, :high, :risk, 1, 1)
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
                .param("status", status.name())
                .param("ready", ready)
                .param("over", over)
                .param("whyCode", why == null ? null : why.code())
                .param("why", why == null ? null : why.detail())
                .param("low", estimate == null ? null : estimate.low())
                .param("high", estimate == null ? null : estimate.high())
                .param("risk", agent == null ? null : agent.risk())
                .query(RunRowMapper.RUN)
                .optional();
    }

    private @Nullable Estimate estimate(NewRun wanted, AgentDefinition agent) {
        return estimates
                .of(
                        wanted.workspaceId(),
                        agent.id(),
                        wanted.lane(),
                        agent.provider(),
                        agent.model())
                .orElse(null);
    }

    /**
     * Ends the work that earlier visits of the card started; a model call under way is let finish,
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
                .forEach(run -> stop(run, Run.StopReason.SUPERSEDED));
    }

    /**
     * Ends a run now when nobody works on it, else asks its holder to. Over already: nothing
     * happens.
     */
    public void stop(UUID run, Run.StopReason reason) {
        // locked first: its holder must not give it back between the two attempts
        jdbc.sql("select 1 from run where run_id = :run for update")
                .param("run", run)
                .query(Integer.class)
                .optional();
        var cancelled =
                RunChange.to(RunStatus.CANCELLED)
                        .error(reason.code(), reason.sentence())
                        .line(LogLine.warn("cancelled: " + reason.sentence()));
        if (writer.unbegun(run, cancelled).isPresent()) {
            return;
        }
        // what it began is undone by whoever takes it next
        if (writer.unheld(run, RunChange.back()).isPresent()) {
            events.publishEvent(new RunBecameDue(run));
        }
        int asked =
                jdbc.sql(
                                """
                                update run set stop_reason = case when stop_reason = 'CANCELLED' then stop_reason else :reason end
                                where run_id = :run and status not in ('COMPLETED', 'FAILED', 'CANCELLED', 'PARKED')
                                """)
                        .param("reason", reason.name())
                        .param("run", run)
                        .update();
        if (asked > 0 && reason == Run.StopReason.CANCELLED) {
            events.publishEvent(new RunStopRequested(run));
        }
    }

    private record Released(Run run, RunChange change) {}
}
