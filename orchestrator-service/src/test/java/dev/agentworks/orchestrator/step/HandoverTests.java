package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.run.Journal;
import dev.agentworks.orchestrator.run.LeaseLostException;
import dev.agentworks.orchestrator.run.Leases;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.StepDone;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.step.checkpoint.Checkpoints;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;

/** What becomes of a run whose worker is lost, ends, or was taken for dead. */
class HandoverTests extends RunSituations {

    @Autowired Leases leases;
    @Autowired Journal journal;
    @Autowired RunEngine engine;
    @Autowired TransactionTemplate transaction;

    @ParameterizedTest
    @EnumSource(
            value = Checkpoints.Point.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"PROPOSED", "APPLIED", "RELEASED", "END_DECIDED", "COMPENSATED", "GIVEN_BACK"})
    void aRunWhoseWorkerIsLostGoesOnWhereItWas(Checkpoints.Point point) {
        var card = BOARD.card("PRD", "MVP_SCOPE");
        ROUTER.model = RunSituations::sensible;
        checkpoints.loseAt(point);

        created(card);

        awaitStates(card, "PRD COMPLETED", "MVP_SCOPE COMPLETED");
        assertThat(checkpoints.lost()).isTrue();
        assertEveryKeyWasDispatchedOnce();
        assertThat(BOARD.appliedOn(card))
                .extracting(effect -> effect.path("kind").asString())
                .containsExactly(
                        "write_document",
                        "add_comment",
                        "write_document",
                        "create_card",
                        "add_comment");
    }

    @Test
    void aProcessThatEndsInOrderGivesItsRunsBackAndLeavesTheModelAtWork() {
        var card = BOARD.card("PRD");
        ROUTER.held = new CountDownLatch(1);
        int streams = ROUTER.streaming.get();
        int cancels = ROUTER.cancelled.size();
        created(card);
        await().until(() -> ROUTER.streaming.get() > streams);

        engine.stop();
        assertThat(states(card)).containsExactly("PRD QUEUED");
        ROUTER.reset();
        engine.start();

        awaitStates(card, "PRD COMPLETED");
        assertThat(ROUTER.cancelled).hasSize(cancels);
        assertEveryKeyWasDispatchedOnce();
    }

    @Test
    void aRunThatIsClaimedWhileItsProcessEndsIsGivenBackAtOnce() {
        var card = BOARD.card("PRD");
        ROUTER.held = new CountDownLatch(1);
        var ended =
                transaction.execute(_ -> {
                    // every claim of the workspace waits for this row
                    jdbc.sql(
                                    """
                                    insert into capacity (workspace_id) values (?)
                                    on conflict (workspace_id) do update set workspace_id = excluded.workspace_id
                                    """)
                            .param(BOARD.workspace)
                            .update();
                    created(card);
                    await().until(this::isAClaimWaiting);
                    var ending = CompletableFuture.runAsync(engine::stop);
                    await().until(() -> !engine.isRunning());
                    return ending;
                });
        try {
            assertThat(ended).succeedsWithin(Duration.ofSeconds(5));
            assertThat(states(card)).containsExactly("PRD QUEUED");
        } finally {
            ROUTER.reset();
            engine.start();
        }

        awaitStates(card, "PRD COMPLETED");
        assertEveryKeyWasDispatchedOnce();
    }

    @Test
    void aHolderThatLostItsLeaseWritesNothing() {
        var card = BOARD.card("PRD");
        ROUTER.held = new CountDownLatch(1);
        created(card);
        awaitStates(card, "PRD RUNNING");
        await().until(() -> ROUTER.streaming.get() > 0);
        var run = runs(card).getFirst();
        // in one transaction: the holder's heartbeat would renew it in between
        var zombie =
                transaction.execute(_ -> {
                    leaseEnds(run);
                    return leases.claim(run, "first").orElseThrow();
                });
        jdbc.sql("update run set lease_epoch = lease_epoch + 1 where run_id = :run")
                .param("run", run)
                .update();
        var before =
                jdbc.sql("select * from run where run_id = :run")
                        .param("run", run)
                        .query()
                        .singleRow();

        assertThatThrownBy(() ->
                        journal.commit(
                                zombie,
                                RunChange.to(RunStatus.FAILED).error("late", "too late"),
                                new StepDone(
                                        "llm/1",
                                        StepRecord.Kind.MODEL,
                                        JSON.createObjectNode(),
                                        null),
                                null))
                .isInstanceOf(LeaseLostException.class);
        var after =
                jdbc.sql("select * from run where run_id = :run")
                        .param("run", run)
                        .query()
                        .singleRow();
        assertThat(after.get("status")).isEqualTo(before.get("status"));
        assertThat(after.get("run_seq")).isEqualTo(before.get("run_seq"));
        ROUTER.reset();
        awaitStates(card, "PRD COMPLETED");
    }

    @Test
    void aRunThatLosesItsWorkerTooOftenIsParked() {
        var card = parkedForRecoveries();

        assertThat(error(card)).isEqualTo("worker-lost-too-often");
    }

    private boolean isAClaimWaiting() {
        return jdbc.sql(
                                "select count(*) from pg_stat_activity where wait_event_type = 'Lock' and query like '%capacity%'")
                        .query(Integer.class)
                        .single()
                > 0;
    }
}
