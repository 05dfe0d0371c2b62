package dev.agentworks.orchestrator.run;

import dev.agentworks.orchestrator.capacity.Capacity;
import dev.agentworks.orchestrator.outgoing.LogLine;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Who works on a run. A claim raises the epoch that fences every later write, and time is the
 * database's: instances may disagree about now.
 */
@Component
public class Leases {

    private final JdbcClient jdbc;
    private final RunWriter writer;
    private final RunQueue queue;
    private final Capacity capacity;
    private final RunSettings settings;
    private final TransactionTemplate transaction;

    Leases(
            JdbcClient jdbc,
            RunWriter writer,
            RunQueue queue,
            Capacity capacity,
            RunSettings settings,
            TransactionTemplate transaction) {
        this.jdbc = jdbc;
        this.writer = writer;
        this.queue = queue;
        this.capacity = capacity;
        this.settings = settings;
        this.transaction = transaction;
    }

    /**
     * Takes the run when it is due and nobody holds it, or when its holder went silent. A place of
     * a workspace goes to its most urgent run, though another one asked for it.
     */
    public Optional<Run> claim(UUID run, String owner) {
        return look(run)
                .flatMap(found ->
                        switch (found.state()) {
                            case DUE ->
                                    capacity.inTurn(
                                            found.workspace(), () -> takePlace(run, owner, found));
                            case HELD -> takeOver(run, owner);
                            case SETTLED -> Optional.empty();
                        });
    }

    private Optional<Run> takePlace(UUID wanted, String owner, ClaimCandidate found) {
        return Objects.requireNonNull(
                transaction.execute(_ -> {
                    int places = capacity.limit(found.workspace());
                    var run = moreUrgent(found).orElse(wanted);
                    return taken(run, take(run, owner, found.workspace(), places));
                }));
    }

    // whoever takes a lost worker's place takes no new one
    private Optional<Run> takeOver(UUID run, String owner) {
        return Objects.requireNonNull(
                transaction.execute(_ -> taken(run, take(run, owner, null, 0))));
    }

    private Optional<Run> taken(UUID run, Optional<Run> taken) {
        taken.ifPresentOrElse(this::announce, () -> noteWakeUp(run));
        return taken;
    }

    private Optional<Run> take(UUID run, String owner, @Nullable UUID workspace, int places) {
        return jdbc.sql(
                        """
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
                            log_seq = log_seq + 1
                        where run_id = :run
                          and ((status in ('QUEUED', 'WAITING', 'WAITING_INPUT') and wake_at <= now()
                                and :places > (select count(*) from run other
                                               where other.workspace_id = :workspace
                                                 and other.status in ('RUNNING', 'FINALIZING')))
                            or (status in ('RUNNING', 'FINALIZING') and lease_until < now()))
                        returning *
                        """)
                .param("run", run)
                .param("owner", owner)
                .param("places", places)
                .param("workspace", workspace)
                .param("leaseMillis", settings.lease().toMillis())
                .param("deadlineMillis", settings.deadline().toMillis())
                .query(RunRowMapper.RUN)
                .optional();
    }

    /**
     * Keeps the leases of this process; tells for each run it still holds whether it is to stop. A
     * lease is written anew when a third of it is over: whoever is just writing the row, or will be
     * done by then, does not wait for it.
     */
    @Transactional
    public Map<UUID, Held> renew(Map<UUID, Long> epochs) {
        return jdbc
                .sql(
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
                .param("leaseMillis", settings.lease().toMillis())
                .param("lateMillis", settings.lease().toMillis() * 2 / 3)
                .param("runs", epochs.keySet().toArray(UUID[]::new))
                .param("epochs", epochs.values().toArray(Long[]::new))
                .query((row, _) -> {
                    var stop = row.getString("stop_reason");
                    return new Held(
                            row.getObject("run_id", UUID.class),
                            stop == null ? null : Run.StopReason.valueOf(stop));
                })
                .list()
                .stream()
                .collect(Collectors.toMap(Held::run, held -> held));
    }

    /** How long the present holder keeps the run if it says nothing more. */
    public Duration remaining(UUID run) {
        return jdbc.sql(
                        """
                        select greatest(0, extract(epoch from lease_until - now()) * 1000)::bigint from run
                        where run_id = :run and status in ('RUNNING', 'FINALIZING')
                        """)
                .param("run", run)
                .query((row, _) -> Duration.ofMillis(row.getLong(1)))
                .optional()
                .orElse(Duration.ZERO);
    }

    /** Runs that somebody should go on with now, in fair order. */
    public List<UUID> due(int most) {
        return capacity.due(most);
    }

    /** Lets runs say that they wait because their workspace has as many at work as it may. */
    @Transactional
    public void tellLimited(int most) {
        capacity.limited(most).forEach(queue::limited);
    }

    // before any lock is taken: most calls come to nothing
    private Optional<ClaimCandidate> look(UUID run) {
        return jdbc.sql(
                        """
                        select workspace_id, priority,
                            case when lease_until is not null then 'HELD' when wake_at <= now() then 'DUE' else 'SETTLED' end as state
                        from run where run_id = ?
                        """)
                .param(run)
                .query((row, _) ->
                        new ClaimCandidate(
                                row.getObject("workspace_id", UUID.class),
                                row.getInt("priority"),
                                State.valueOf(row.getString("state"))))
                .optional();
    }

    // asked under the lock of the workspace's places: claims of one workspace are made one after
    // the other, so that none of them passes one that is more urgent
    private Optional<UUID> moreUrgent(ClaimCandidate than) {
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

    private void announce(Run run) {
        var resumed = run.recoveries() > 0 ? "goes on after its worker was lost" : "goes on";
        writer.announce(
                run,
                RunChange.none()
                        .progress(run.progress())
                        .line(
                                LogLine.info(
                                        run.agentId()
                                                + (run.epoch() == 1 ? " starts" : " " + resumed))));
    }

    // a durable mark that somebody called while it was held: its holder looks at it before it lets
    // go
    private void noteWakeUp(UUID run) {
        jdbc.sql(
                        "update run set wake_up_seq = wake_up_seq + 1 where run_id = :run and lease_until is not null")
                .param("run", run)
                .update();
    }

    private record ClaimCandidate(UUID workspace, int priority, State state) {}

    private enum State {
        DUE,
        HELD,
        /** Over, or waiting for something else than a worker. */
        SETTLED
    }

    /** A lease that still holds. */
    public record Held(UUID run, Run.@Nullable StopReason stopReason) {}
}
