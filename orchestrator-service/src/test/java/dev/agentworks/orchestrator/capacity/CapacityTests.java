package dev.agentworks.orchestrator.capacity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.agentworks.orchestrator.run.Leases;
import dev.agentworks.starter.test.ServiceTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;

/** The order in which runs are taken, with nobody at work but the tests. */
@ServiceTest(service = "orchestrator")
@TestPropertySource(
        properties = {
            "agentworks.runs.sweep=1h",
            "agentworks.capacity.per-workspace=4",
            "agentworks.services.core.url=http://127.0.0.1:9",
            "agentworks.services.router.url=http://127.0.0.1:9"
        })
class CapacityTests {

    private static final UUID BUSY = UUID.fromString("00000000-0000-7000-8000-000000000001");
    private static final UUID QUIET = UUID.fromString("00000000-0000-7000-8000-000000000002");

    @Autowired Capacity capacity;
    @Autowired Leases leases;
    @Autowired JdbcClient jdbc;

    // what other tests left in the same database would take part in the counting; who still works
    // on it loses its lease first
    @BeforeEach
    void clear() {
        jdbc.sql("update run set status = 'CANCELLED', lease_epoch = lease_epoch + 1").update();
        jdbc.sql("delete from run_step").update();
        jdbc.sql("delete from run").update();
        jdbc.sql("delete from capacity").update();
    }

    @Test
    void aWorkspaceWithThousandsQueuedLetsTheOneWithOneHaveItsTurn() {
        queue(BUSY, 1_000, 0);
        queue(QUIET, 1, 0);

        var due = capacity.due(8);

        assertThat(workspaces(due)).containsExactly(BUSY, QUIET, BUSY, BUSY, BUSY);
    }

    @Test
    void whoHasTheFewestAtWorkIsServedFirst() {
        queue(BUSY, 10, 0);
        queue(QUIET, 2, 0);
        take(2, BUSY);

        assertThat(workspaces(capacity.due(8))).containsExactly(QUIET, QUIET, BUSY, BUSY);
    }

    @Test
    void withinAWorkspaceTheMostUrgentGoesFirstThenTheOldest() {
        queue(BUSY, 2, 0);
        queue(BUSY, 2, 5);
        queue(BUSY, 2, -5);

        assertThat(
                        capacity.due(3).stream()
                                .map(run ->
                                        jdbc.sql("select priority from run where run_id = :run")
                                                .param("run", run)
                                                .query(Integer.class)
                                                .single()))
                .containsExactly(5, 5, 0);
    }

    @Test
    void noWorkspaceHasMoreAtWorkThanItsLimitHoweverManyClaimAtOnce() throws Exception {
        queue(BUSY, 40, 0);
        var claims = new ArrayList<Future<Boolean>>();
        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var run : all(BUSY)) {
                claims.add(workers.submit(() -> leases.claim(run, "worker").isPresent()));
            }
        }

        int won = 0;
        for (var claim : claims) {
            won += claim.get() ? 1 : 0;
        }
        assertThat(won).isEqualTo(4);
        assertThat(capacity.due(8)).isEmpty();
    }

    @Test
    void aWorkspacesOwnRowSaysHowMuchItMay() {
        queue(BUSY, 10, 0);
        // who looks for work beside this test may have made the row
        jdbc.sql(
                        "insert into capacity values (:workspace, 6) on conflict (workspace_id) do update set max_running = 6")
                .param("workspace", BUSY)
                .update();

        assertThat(capacity.due(100)).hasSize(6);
    }

    @Test
    void aRunThatWaitsForItsWorkspaceSaysSoOnce() {
        queue(BUSY, 6, 0);
        take(4, BUSY);

        leases.tellLimited(100);
        leases.tellLimited(100);

        assertThat(
                        jdbc.sql(
                                        "select waiting_code || ' ' || run_seq from run where status = 'QUEUED'")
                                .query(String.class)
                                .list())
                .containsExactly("workspace-limit 2", "workspace-limit 2");
    }

    @Test
    void aRunWhoseWorkerWasLostIsTakenOverThoughItsWorkspaceIsFull() {
        queue(BUSY, 5, 0);
        take(4, BUSY);
        jdbc.sql(
                        "update run set lease_until = now() - interval '1 second' where status = 'RUNNING' and run_id = (select min(run_id::text)::uuid from run where status = 'RUNNING')")
                .update();

        var due = capacity.due(8);

        assertThat(due).hasSize(1);
        assertThat(leases.claim(due.getFirst(), "other").map(run -> run.state().recoveries()))
                .contains(1);
    }

    @Test
    void findingTheNextRunsStaysQuickWithFiveThousandQueued() {
        for (int workspace = 0; workspace < 50; workspace++) {
            queue(UUID.randomUUID(), 90, 0);
        }
        queue(BUSY, 500, 1);
        jdbc.sql("analyze run").update();
        capacity.due(8);

        var took = new ArrayList<Long>();
        for (int i = 0; i < 50; i++) {
            long start = System.nanoTime();
            assertThat(capacity.due(8)).hasSize(8);
            took.add(System.nanoTime() - start);
        }

        took.sort(null);
        assertThat(Duration.ofNanos(took.get(25))).isLessThan(Duration.ofMillis(25));
        var plan =
                String.join(
                        "\n",
                        jdbc.sql(
                                        """
                                        explain select run_id from run
                                        where workspace_id = :workspace and status in ('QUEUED', 'WAITING', 'WAITING_INPUT')
                                          and wake_at <= now()
                                        order by priority desc, created_at, run_id
                                        limit 8
                                        """)
                                .param("workspace", BUSY)
                                .query(String.class)
                                .list());
        assertThat(plan)
                .contains("run_claimable")
                .doesNotContain("Seq Scan")
                .doesNotContain("Sort");
    }

    private void queue(UUID workspace, int runs, int priority) {
        jdbc.sql(
                        """
                        insert into run (run_id, trigger_key, workspace_id, project_id, card_id, lane_number, lane_visit_no,
                            agent_id, trigger_kind, triggered_by, status, wake_at, priority, run_seq, log_seq, created_at)
                        select gen_random_uuid(), gen_random_uuid()::text, :workspace, gen_random_uuid(), gen_random_uuid(), 1, 1,
                            'PRD', 'MANUAL', 'user:1', 'QUEUED', now(), :priority, 1, 1, now() + i * interval '1 millisecond'
                        from generate_series(1, :runs) i
                        """)
                .param("workspace", workspace)
                .param("priority", priority)
                .param("runs", runs)
                .update();
    }

    private void take(int runs, UUID workspace) {
        all(workspace).stream()
                .limit(runs)
                .forEach(run -> assertThat(leases.claim(run, "worker")).isPresent());
    }

    private List<UUID> all(UUID workspace) {
        return jdbc.sql(
                        "select run_id from run where workspace_id = :workspace order by created_at")
                .param("workspace", workspace)
                .query((row, _) -> row.getObject(1, UUID.class))
                .list();
    }

    private List<UUID> workspaces(List<UUID> runs) {
        return runs.stream()
                .map(run ->
                        jdbc.sql("select workspace_id from run where run_id = :run")
                                .param("run", run)
                                .query((row, _) -> row.getObject(1, UUID.class))
                                .single())
                .toList();
    }
}
