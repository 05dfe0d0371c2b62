package dev.agentworks.orchestrator.run.store;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.events.run.RunWait;
import dev.agentworks.orchestrator.estimate.Estimate;
import dev.agentworks.orchestrator.run.model.NewRun;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.RunState;
import dev.agentworks.orchestrator.run.model.StepDone;
import dev.agentworks.orchestrator.run.model.StepIntent;
import dev.agentworks.orchestrator.run.model.StopReason;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Makes, finds and changes the rows of runs; their leases are in {@link RunLeaseStore}. */
@Repository
public class RunStore {

    /**
     * Only the present holder: when the lease is lost its epoch has grown, and no row is touched.
     */
    private static final String BY_HOLDER =
            "lease_epoch = ? and status in ('RUNNING', 'FINALIZING')";

    /**
     * A holder that is alive is asked to stop instead; a dead one is shut out by the next epoch.
     */
    private static final String UNHELD =
            "not run_is_over(status) and (lease_until is null or lease_until < now())";

    private static final String UNBEGUN = UNHELD + " and lease_epoch = 0";

    private static final String PARKED = "status = 'PARKED'";

    private final JdbcClient jdbc;
    private final JdbcTemplate template;

    RunStore(JdbcClient jdbc, JdbcTemplate template) {
        this.jdbc = jdbc;
        this.template = template;
    }

    public Optional<Run> find(UUID run) {
        return jdbc.sql("select * from run where run_id = :run")
                .param("run", run)
                .query(RunRowMapper.RUN)
                .optional();
    }

    /** The run that this request has made before. */
    public Optional<Run> byTrigger(String triggerKey) {
        return jdbc.sql("select * from run where trigger_key = :key")
                .param("key", triggerKey)
                .query(RunRowMapper.RUN)
                .optional();
    }

    /** The card's latest runs, newest first. */
    public List<Run> ofCard(UUID card) {
        return jdbc.sql(
                        """
                        select * from run
                        where card_id = :card
                        order by created_at desc, run_id
                        limit 200
                        """)
                .param("card", card)
                .query(RunRowMapper.RUN)
                .list();
    }

    /** A run of the agent on the card that is not over. */
    public Optional<UUID> openOf(UUID card, String agent) {
        return jdbc.sql(
                        """
                        select run_id from run
                        where card_id = :card and agent_id = :agent and not run_is_over(status)
                        limit 1
                        """)
                .param("card", card)
                .param("agent", agent)
                .query(UUID.class)
                .optional();
    }

    /** The runs of earlier visits of the card that are not over. */
    public List<UUID> openBefore(UUID card, int visit) {
        return jdbc.sql(
                        """
                        select run_id from run
                        where card_id = :card and lane_visit_no < :visit and not run_is_over(status)
                        """)
                .param("card", card)
                .param("visit", visit)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /** Locks the run's row until the transaction ends. */
    public Optional<Run> lock(UUID run) {
        return jdbc.sql("select * from run where run_id = :run for update")
                .param("run", run)
                .query(RunRowMapper.RUN)
                .optional();
    }

    /**
     * Makes the run, with its first event and line; empty when this request has made one before.
     *
     * @param ready whether it may start at once
     * @param why what it waits for, or why it is over
     */
    public Optional<Run> insert(
            NewRun wanted,
            RunStatus status,
            boolean ready,
            @Nullable RunWait why,
            @Nullable Estimate estimate,
            @Nullable String risk) {
        var within = wanted.urgency().within();
        return jdbc.sql(
                        """
                        insert into run (run_id, trigger_key, workspace_id, project_id, card_id, lane_number,
                            lane_visit_no, ordinal, agent_id, trigger_kind, triggered_by, instructions, retry_of,
                            priority, deadline_at, status, wake_at, waiting_code, waiting_detail, error_code,
                            error_message, finished_at, estimate_low, estimate_high, risk, run_seq, log_seq)
                        values (:id, :key, :workspace, :project, :card, :lane,
                            :visit, :ordinal, :agent, :trigger, :by, :instructions, :retryOf,
                            :priority, now() + :within::bigint * interval '1 millisecond', :status,
                            case when :ready then now() end,
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
                .param("lane", wanted.placement().lane())
                .param("visit", wanted.placement().laneVisit())
                .param("ordinal", wanted.placement().ordinal())
                .param("agent", wanted.agentId())
                .param("trigger", wanted.trigger().kind().name())
                .param("by", wanted.trigger().by())
                .param("instructions", wanted.trigger().instructions())
                .param("retryOf", wanted.trigger().retryOf())
                .param("priority", wanted.urgency().priority())
                .param("within", within == null ? null : within.toMillis())
                .param("status", status.name())
                .param("ready", ready)
                .param("over", RunState.isOver(status))
                .param("whyCode", why == null ? null : why.code())
                .param("why", why == null ? null : why.detail())
                .param("low", estimate == null ? null : estimate.low())
                .param("high", estimate == null ? null : estimate.high())
                .param("risk", risk)
                .query(RunRowMapper.RUN)
                .optional();
    }

    /** By the holder of the lease, with the step that is done and the one that begins. */
    public Optional<Run> writeHeld(
            Run held, RunChange change, @Nullable StepDone done, @Nullable StepIntent next) {
        return new RunUpdate(held.id(), change)
                .where(template, done, next, BY_HOLDER, held.version().epoch());
    }

    /** To a run that no worker holds and that is not over. */
    public Optional<Run> writeUnheld(UUID run, RunChange change) {
        return new RunUpdate(run, change).takeOver().where(template, UNHELD);
    }

    /** To a run that no worker has held yet. */
    public Optional<Run> writeUnbegun(UUID run, RunChange change) {
        return new RunUpdate(run, change).takeOver().where(template, UNBEGUN);
    }

    /** To a parked run. */
    public Optional<Run> writeParked(UUID run, RunChange change) {
        return new RunUpdate(run, change).takeOver().where(template, PARKED);
    }

    /** A held run goes on waiting; empty when it waits for this already. */
    public Optional<Run> hold(UUID run, RunWait why) {
        return jdbc.sql(
                        """
                        update run set waiting_code = :code, waiting_detail = :detail,
                            run_seq = run_seq + 1, log_seq = log_seq + 1
                        where run_id = :run and status = 'QUEUED' and wake_at is null
                          and (waiting_code, waiting_detail) is distinct from (:code, :detail)
                        returning *
                        """)
                .param("run", run)
                .param("code", why.code())
                .param("detail", why.detail())
                .query(RunRowMapper.RUN)
                .optional();
    }

    /** A run that could start waits for this; empty when it waits for something already. */
    public Optional<Run> holdReady(UUID run, RunWait why) {
        return jdbc.sql(
                        """
                        update run set waiting_code = :code, waiting_detail = :detail,
                            run_seq = run_seq + 1, log_seq = log_seq + 1
                        where run_id = :run and status = 'QUEUED' and wake_at <= now() and waiting_code is null
                        returning *
                        """)
                .param("run", run)
                .param("code", why.code())
                .param("detail", why.detail())
                .query(RunRowMapper.RUN)
                .optional();
    }

    /** A held run may start. */
    public Optional<Released> release(UUID run) {
        return jdbc.sql(
                        """
                        with before as (select run_id, waiting_code from run where run_id = :run)
                        update run set wake_at = now(), waiting_code = null, waiting_detail = null,
                            run_seq = run_seq + 1,
                            log_seq = log_seq + case when before.waiting_code is null then 0 else 1 end
                        from before
                        where run.run_id = before.run_id and status = 'QUEUED' and wake_at is null
                        returning run.*, before.waiting_code is not null as waited
                        """)
                .param("run", run)
                .query((row, number) ->
                        new Released(
                                Objects.requireNonNull(RunRowMapper.RUN.mapRow(row, number)),
                                row.getBoolean("waited")))
                .optional();
    }

    /** Asks the run's holder to stop it; false when the run is over already. */
    public boolean requestStop(UUID run, StopReason reason) {
        return jdbc.sql(
                                """
                                update run set stop_reason = case when stop_reason = 'CANCELLED' then stop_reason else :reason end
                                where run_id = :run and not run_is_over(status)
                                """)
                        .param("reason", reason.name())
                        .param("run", run)
                        .update()
                > 0;
    }

    /** Clears what parked the run, so that it can be gone on with or, for this reason, ended. */
    public void unpark(UUID run, @Nullable StopReason stop) {
        jdbc.sql(
                        """
                        update run set recoveries = 0, deadline_at = null, finished_at = null, error_code = null,
                            error_message = null, stop_reason = :stop
                        where run_id = :run and status = 'PARKED'
                        """)
                .param("stop", stop == null ? null : stop.name())
                .param("run", run)
                .update();
    }

    /**
     * A run that is held no longer.
     *
     * @param waited whether it had a reason to wait
     */
    public record Released(Run run, boolean waited) {}
}
