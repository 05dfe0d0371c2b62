package dev.agentworks.orchestrator.run;

import dev.agentworks.orchestrator.capacity.Capacity;
import dev.agentworks.orchestrator.outgoing.Line;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

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

    Leases(
            JdbcClient jdbc,
            RunWriter writer,
            RunQueue queue,
            Capacity capacity,
            RunSettings settings) {
        this.jdbc = jdbc;
        this.writer = writer;
        this.queue = queue;
        this.capacity = capacity;
        this.settings = settings;
    }

    /**
     * Takes the run when it is due and nobody holds it, or when its holder went silent. A place of
     * a workspace goes to its most urgent run, though another one asked for it.
     */
    @Transactional
    public Optional<Run> claim(UUID wanted, String owner) {
        var waiting = waiting(wanted);
        if (waiting.isPresent() && !capacity.hasRoom(waiting.get().workspaceId())) {
            notePoke(wanted);
            return Optional.empty();
        }
        var run = waiting.flatMap(this::moreUrgent).orElse(wanted);
        var claimed =
                jdbc.sql(
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
                                    poke_seen = poke_seq,
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
                                  and ((status in ('QUEUED', 'WAITING', 'WAITING_INPUT') and wake_at <= now())
                                    or (status in ('RUNNING', 'FINALIZING') and lease_until < now()))
                                returning *
                                """)
                        .param("run", run)
                        .param("owner", owner)
                        .param("leaseMillis", settings.lease().toMillis())
                        .param("deadlineMillis", settings.deadline().toMillis())
                        .query(RunRows.RUN)
                        .optional();
        claimed.ifPresentOrElse(this::announce, () -> notePoke(run));
        return claimed;
    }

    /**
     * Keeps the leases of this process; tells for each run it still holds whether it is to stop.
     */
    @Transactional
    public Map<UUID, Held> renew(Map<UUID, Long> epochs) {
        return jdbc
                .sql(
                        """
                        update run set lease_until = now() + :leaseMillis * interval '1 millisecond',
                            stop_reason = coalesce(stop_reason, case when deadline_at < now() then 'DEADLINE' end)
                        from unnest(:runs::uuid[], :epochs::bigint[]) as held(id, epoch)
                        where run.run_id = held.id and run.lease_epoch = held.epoch and status in ('RUNNING', 'FINALIZING')
                        returning run.run_id, run.stop_reason
                        """)
                .param("leaseMillis", settings.lease().toMillis())
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

    // empty for one that lost its worker: whoever takes it over needs no new place
    private Optional<Waiting> waiting(UUID run) {
        return jdbc.sql(
                        """
                        select workspace_id, priority from run
                        where run_id = :run and status in ('QUEUED', 'WAITING', 'WAITING_INPUT') and wake_at <= now()
                        """)
                .param("run", run)
                .query((row, _) ->
                        new Waiting(row.getObject(1, UUID.class), row.getInt("priority")))
                .optional();
    }

    // asked under the lock of the workspace's places: claims of one workspace are made one after
    // the
    // other, so that none of them passes one that is more urgent
    private Optional<UUID> moreUrgent(Waiting than) {
        return jdbc.sql(
                        """
                        select run_id from run
                        where workspace_id = :workspace and status in ('QUEUED', 'WAITING', 'WAITING_INPUT')
                          and priority > :priority and wake_at <= clock_timestamp()
                        order by priority desc, created_at, run_id
                        limit 1
                        """)
                .param("workspace", than.workspaceId())
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
                                Line.info(
                                        run.agentId()
                                                + (run.epoch() == 1 ? " starts" : " " + resumed))));
    }

    // a durable mark that somebody called while it was held: its holder looks at it before it lets
    // go
    private void notePoke(UUID run) {
        jdbc.sql(
                        "update run set poke_seq = poke_seq + 1 where run_id = :run and lease_until is not null")
                .param("run", run)
                .update();
    }

    private record Waiting(UUID workspaceId, int priority) {}

    /** A lease that still holds. */
    public record Held(UUID run, Run.@Nullable StopReason stopReason) {}
}
