package dev.agentworks.orchestrator.capacity;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Shares the places of the workers among workspaces: none takes more than its limit, and the one
 * that has the fewest at work is served first, its most urgent run before the others.
 */
@Repository
@EnableConfigurationProperties(CapacitySettings.class)
public class Capacity {

    private final JdbcClient jdbc;
    private final CapacitySettings settings;
    private final ReentrantLock[] turns =
            Stream.generate(() -> new ReentrantLock(true)).limit(64).toArray(ReentrantLock[]::new);

    Capacity(JdbcClient jdbc, CapacitySettings settings) {
        this.jdbc = jdbc;
        this.settings = settings;
    }

    /**
     * Claims of one workspace wait here for each other, and not in the database with a connection
     * in hand that those at work need.
     */
    public <T> T inTurn(UUID workspace, Supplier<T> claim) {
        var turn = turns[Math.floorMod(workspace.hashCode(), turns.length)];
        turn.lock();
        try {
            return claim.get();
        } finally {
            turn.unlock();
        }
    }

    /**
     * How many runs of the workspace may be worked on at once. No other claim of the workspace gets
     * an answer until the transaction ends: a count made after this is right.
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public int limit(UUID workspace) {
        return locked(workspace)
                .orElseGet(() -> {
                    jdbc.sql(
                                    "insert into capacity (workspace_id) values (?) on conflict do nothing")
                            .param(workspace)
                            .update();
                    return locked(workspace).orElseThrow();
                });
    }

    private Optional<Integer> locked(UUID workspace) {
        return jdbc.sql(
                        "select coalesce(max_running, ?) from capacity where workspace_id = ? for update")
                .param(settings.perWorkspace())
                .param(workspace)
                .query(Integer.class)
                .optional();
    }

    /**
     * Runs that may be worked on now, in the order in which they should be: those that lost their
     * worker first, then workspace by workspace in turn.
     */
    public List<UUID> due(int most) {
        return jdbc.sql(
                        """
                        with share as (
                            select id, coalesce(max_running, :default) as places,
                                (select count(*) from run
                                 where workspace_id = id and status in ('RUNNING', 'FINALIZING')) as taken
                            from waiting_workspaces() as waiting (id) left join capacity on workspace_id = id),
                        candidate as (
                            select run_id, 0 as turn, priority, created_at from run
                            where status in ('RUNNING', 'FINALIZING') and lease_until < now()
                            union all
                            select next.run_id,
                                taken + row_number() over (partition by id order by next.priority desc, next.created_at),
                                next.priority, next.created_at
                            from share cross join lateral (
                                select run_id, priority, created_at from run
                                where workspace_id = id and status in ('QUEUED', 'WAITING', 'WAITING_INPUT')
                                  and wake_at <= now()
                                order by priority desc, created_at, run_id
                                limit least(greatest(places - taken, 0), :most)) next)
                        select run_id from candidate
                        order by turn, priority desc, created_at, run_id
                        limit :most
                        """)
                .param("default", settings.perWorkspace())
                .param("most", most)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    /**
     * Queued runs that could start if their workspace had not reached its limit, and do not say so
     * yet.
     */
    public List<UUID> limited(int most) {
        return jdbc.sql(
                        """
                        select run_id from run
                        where status = 'QUEUED' and wake_at <= now() and waiting_code is null
                          and workspace_id in (
                            select run.workspace_id from run left join capacity on capacity.workspace_id = run.workspace_id
                            where status in ('RUNNING', 'FINALIZING')
                            group by run.workspace_id, max_running
                            having count(*) >= coalesce(max_running, :default))
                        limit :most
                        """)
                .param("default", settings.perWorkspace())
                .param("most", most)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }
}
