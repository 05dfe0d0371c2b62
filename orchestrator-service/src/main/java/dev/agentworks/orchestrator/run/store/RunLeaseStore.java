package dev.agentworks.orchestrator.run.store;

import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.StopReason;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The leases in the rows of runs. Time is the database's: instances may disagree about now. */
@Repository
public class RunLeaseStore {

    private final JdbcClient jdbc;

    RunLeaseStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** The run as a claim sees it, read without a lock. */
    public Optional<Candidate> candidate(UUID run) {
        return jdbc.sql(
                        """
                        select workspace_id, priority,
                            case when lease_until is not null then 'HELD' when wake_at <= now() then 'DUE' else 'SETTLED' end as state
                        from run where run_id = ?
                        """)
                .param(run)
                .query((row, _) ->
                        new Candidate(
                                row.getObject("workspace_id", UUID.class),
                                row.getInt("priority"),
                                Candidate.State.valueOf(row.getString("state"))))
                .optional();
    }

    /** A due run of the same workspace that goes before this one. */
    public Optional<UUID> moreUrgent(Candidate than) {
        return jdbc.sql(
                        """
                        select run_id from run
                        where workspace_id = :workspace and status in ('QUEUED', 'WAITING', 'WAITING_INPUT')
                          and priority > :priority and wake_at <= clock_timestamp()
                        order by priority desc, created_at, run_id
                        limit 1
                        """)
                .param("workspace", than.workspace())
                .param("priority", than.priority())
                .query((row, _) -> row.getObject(1, UUID.class))
                .optional();
    }

    /**
     * Takes a due run when its workspace has a place left, or a run whose lease ran out.
     *
     * @param workspace whose runs at work are counted; none when only a lost worker is replaced
     * @param places how many runs of the workspace may be at work
     */
    public Optional<Claimed> claim(
            UUID run,
            String owner,
            @Nullable UUID workspace,
            int places,
            Duration lease,
            Duration deadline) {
        return jdbc.sql(
                        """
                        with before as (
                            select status as was,
                                status = 'WAITING' and exists (
                                    select from run_step s
                                    where s.run_id = r.run_id and s.state = 'INTENT' and s.attempts > 0) as again
                            from run r where run_id = :run)
                        update run set
                            recoveries = recoveries + case when status in ('RUNNING', 'FINALIZING') then 1 else 0 end,
                            status = case when status = 'FINALIZING' then status else 'RUNNING' end,
                            waiting_code = null,
                            waiting_detail = null,
                            lease_owner = :owner,
                            lease_epoch = lease_epoch + 1,
                            lease_until = clock_timestamp() + :leaseMillis * interval '1 millisecond',
                            wake_at = null,
                            wake_up_seen = wake_up_seq,
                            started_at = coalesce(started_at, clock_timestamp()),
                            deadline_at = coalesce(deadline_at + coalesce(now() - waiting_since, interval '0'),
                                                   now() + :deadlineMillis * interval '1 millisecond'),
                            waiting_since = null,
                            stop_reason = coalesce(stop_reason, case
                                when deadline_at + coalesce(now() - waiting_since, interval '0') < now()
                                then 'DEADLINE' end),
                            run_seq = run_seq + 1,
                            log_seq = log_seq + case when before.again then 0 else 1 end
                        from before
                        where run_id = :run
                          and ((status in ('QUEUED', 'WAITING', 'WAITING_INPUT') and wake_at <= now()
                                and :places > (select count(*) from run other
                                               where other.workspace_id = :workspace
                                                 and other.status in ('RUNNING', 'FINALIZING')))
                            or (status in ('RUNNING', 'FINALIZING') and lease_until < now()))
                        returning run.*, before.again, before.was in ('RUNNING', 'FINALIZING') as lost
                        """)
                .param("run", run)
                .param("owner", owner)
                .param("places", places)
                .param("workspace", workspace)
                .param("leaseMillis", lease.toMillis())
                .param("deadlineMillis", deadline.toMillis())
                .query((row, number) ->
                        new Claimed(
                                Objects.requireNonNull(RunRowMapper.RUN.mapRow(row, number)),
                                row.getBoolean("again"),
                                row.getBoolean("lost")))
                .optional();
    }

    /**
     * Renews each of these leases when a third of it is over, and marks runs whose time is up; a
     * row that is just being written is left out. Returns all that are still held.
     *
     * @param epochs of the leases by run
     */
    public List<Held> renew(Map<UUID, Long> epochs, Duration lease) {
        return jdbc.sql(
                        """
                        with held as (
                            select run_id, stop_reason,
                                lease_until < now() + :lateMillis * interval '1 millisecond'
                                    or deadline_at < now() and stop_reason is null as due
                            from run join unnest(:runs::uuid[], :epochs::bigint[]) as mine (id, epoch)
                                on run_id = id and lease_epoch = epoch
                            where status in ('RUNNING', 'FINALIZING')),
                        due as (
                            select run.run_id from run join unnest(:runs::uuid[], :epochs::bigint[]) as mine (id, epoch)
                                on run_id = id and lease_epoch = epoch
                            where status in ('RUNNING', 'FINALIZING') and run_id in (select run_id from held where due)
                            for update of run skip locked),
                        renewed as (
                            update run set lease_until = now() + :leaseMillis * interval '1 millisecond',
                                stop_reason = coalesce(stop_reason, case when deadline_at < now() then 'DEADLINE' end)
                            from due where run.run_id = due.run_id
                            returning run.run_id, run.stop_reason)
                        select held.run_id, coalesce(renewed.stop_reason, held.stop_reason) as stop_reason
                        from held left join renewed on renewed.run_id = held.run_id
                        """)
                .param("leaseMillis", lease.toMillis())
                .param("lateMillis", lease.toMillis() * 2 / 3)
                .param("runs", epochs.keySet().toArray(UUID[]::new))
                .param("epochs", epochs.values().toArray(Long[]::new))
                .query((row, _) ->
                        new Held(row.getObject("run_id", UUID.class), RunRowMapper.stopReason(row)))
                .list();
    }

    /** How long the present holder keeps the run unless it renews its lease. */
    public Optional<Duration> remaining(UUID run) {
        return jdbc.sql(
                        """
                        select greatest(0, extract(epoch from lease_until - now()) * 1000)::bigint from run
                        where run_id = :run and status in ('RUNNING', 'FINALIZING')
                        """)
                .param("run", run)
                .query((row, _) -> Duration.ofMillis(row.getLong(1)))
                .optional();
    }

    /** Locks the row of a held run until the transaction ends; false when it is held no longer. */
    public boolean lockHeld(Run held) {
        return jdbc.sql(
                        """
                        select 1 from run where run_id = :run and lease_epoch = :epoch
                          and status in ('RUNNING', 'FINALIZING')
                        for no key update
                        """)
                .param("run", held.id())
                .param("epoch", held.version().epoch())
                .query(Integer.class)
                .optional()
                .isPresent();
    }

    /**
     * Leaves a durable mark that a wake-up came while the run was held: its holder looks at it
     * before it gives the run back.
     */
    public void noteWakeUp(UUID run) {
        jdbc.sql(
                        """
                        update run set wake_up_seq = wake_up_seq + 1
                        where run_id = :run and lease_until is not null
                        """)
                .param("run", run)
                .update();
    }

    /**
     * A run that was claimed.
     *
     * @param again only to attempt once more what came to nothing before: no line is said of it
     * @param lost whether its holder was lost
     */
    public record Claimed(Run run, boolean again, boolean lost) {}

    /** A run that may be claimed. */
    public record Candidate(UUID workspace, int priority, State state) {

        /** Whether it can be. */
        public enum State {
            DUE,
            HELD,
            /** Over, or waiting for something else than a worker. */
            SETTLED
        }
    }

    /** A lease that still holds, and why its run is to stop. */
    public record Held(UUID run, @Nullable StopReason stopReason) {}
}
