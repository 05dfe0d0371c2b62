package dev.agentworks.orchestrator.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.agentworks.events.run.RunStatus;
import dev.agentworks.orchestrator.outgoing.LogLine;
import dev.agentworks.orchestrator.run.model.NewRun;
import dev.agentworks.orchestrator.run.model.Run;
import dev.agentworks.orchestrator.run.model.RunChange;
import dev.agentworks.orchestrator.run.model.RunCost;
import dev.agentworks.orchestrator.run.model.RunPlacement;
import dev.agentworks.orchestrator.run.model.RunState;
import dev.agentworks.orchestrator.run.model.RunTrigger;
import dev.agentworks.orchestrator.run.model.StepDone;
import dev.agentworks.orchestrator.run.model.StepIntent;
import dev.agentworks.orchestrator.run.model.StepRecord;
import dev.agentworks.orchestrator.run.model.StopReason;
import dev.agentworks.orchestrator.run.model.TokenUsage;
import dev.agentworks.orchestrator.run.store.StepBatch;
import dev.agentworks.orchestrator.run.store.StepWrite;
import dev.agentworks.starter.test.ServiceTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Steps of many runs that are written by one statement. */
@ServiceTest(service = "orchestrator")
@TestPropertySource(
        properties = {
            "agentworks.runs.sweep=1h",
            "agentworks.capacity.per-workspace=1000",
            "agentworks.outbox.relay-period=1h",
            "agentworks.services.core.url=http://127.0.0.1:9",
            "agentworks.services.router.url=http://127.0.0.1:9"
        })
class StepWritesTests {

    private static final UUID WORKSPACE = UUID.randomUUID();
    private static final UUID PROJECT = UUID.randomUUID();

    @Autowired StepWrites writes;
    @Autowired StepBatch batch;
    @Autowired Journal journal;
    @Autowired RunQueue queue;
    @Autowired Leases leases;
    @Autowired JdbcClient jdbc;
    @Autowired TransactionTemplate transaction;

    @Test
    void aStepIsWrittenTogetherAsItIsAlone() {
        var alone = claimed();
        var together = claimed();

        var one =
                Objects.requireNonNull(
                        transaction.execute(
                                _ -> journal.commit(alone, used(), atOnce(), intent("llm/1"))));
        var other = write(together, used(), atOnce(), intent("llm/1")).orElseThrow();

        assertThat(row(together)).isEqualTo(row(alone)).contains("FINALIZING", "high", "gpt-4o");
        assertThat(steps(together)).isEqualTo(steps(alone)).hasSize(2);
        assertThat(other)
                .usingRecursiveComparison()
                .ignoringFields(
                        "identity.id",
                        "identity.cardId",
                        "times.startedAt",
                        "times.createdAt",
                        "times.deadlineAt")
                .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                .isEqualTo(one);

        var done = new StepDone("llm/1", StepRecord.Kind.MODEL, result(), null);
        var next = write(other, RunChange.none(), done, null).orElseThrow();
        assertThat(steps(together)).containsExactly("config DONE", "llm/1 DONE");
        assertThat(next.version().runSeq()).isEqualTo(other.version().runSeq());
    }

    @Test
    void whoLostARunWritesNothingAndTheOthersAreWritten() {
        var lost = claimed();
        var held = claimed();
        jdbc.sql("update run set lease_epoch = lease_epoch + 1 where run_id = ?")
                .param(lost.id())
                .update();
        var before = row(lost);
        // what the claims said has left, and nobody is told that there is more
        await().until(() -> said(lost) + said(held) == 0);

        var written = batch.writeAll(List.of(begun(lost), begun(held)));

        assertThat(written.getFirst()).isEmpty();
        assertThat(written.getLast()).isPresent();
        assertThat(row(lost)).isEqualTo(before);
        assertThat(steps(lost)).isEmpty();
        assertThat(said(lost)).isZero();
        assertThat(said(held)).isOne();
        assertThatThrownBy(() -> journal.commit(lost, RunChange.none(), null, intent("llm/1")))
                .isInstanceOf(LeaseLostException.class);
    }

    @Test
    void aWishToStopIsHeardOfWithTheNextStep() {
        var run = claimed();
        transaction.executeWithoutResult(_ -> queue.stop(run.id(), StopReason.CANCELLED));

        var written = write(run, RunChange.none(), null, intent("llm/1")).orElseThrow();

        assertThat(written.state().stopReason()).isEqualTo(StopReason.CANCELLED);
    }

    @Test
    void nobodyWaitsForARunThatSomebodyElseIsWriting() {
        var busy = claimed();
        var free = claimed();

        var written =
                Objects.requireNonNull(
                        transaction.execute(_ -> {
                            jdbc.sql("select 1 from run where run_id = ? for update")
                                    .param(busy.id())
                                    .query(Integer.class)
                                    .single();
                            return elsewhere(
                                    () -> batch.writeAll(List.of(begun(busy), begun(free))));
                        }));

        assertThat(written.getFirst()).isEmpty();
        assertThat(written.getLast()).isPresent();
        assertThat(journal.commit(busy, RunChange.none(), null, intent("llm/1")).id())
                .isEqualTo(busy.id());
    }

    @Test
    void aStepThatCannotBeWrittenKeepsNoOtherFromBeingIt() throws Exception {
        var broken = claimed();
        journal.commit(broken, RunChange.none(), null, intent("llm/1"));
        var runs = IntStream.range(0, 20).mapToObj(_ -> claimed()).toList();

        try (var workers = Executors.newVirtualThreadPerTaskExecutor()) {
            var failing =
                    workers.submit(
                            () -> journal.commit(broken, RunChange.none(), null, intent("llm/1")));
            var others =
                    runs.stream()
                            .map(run ->
                                    workers.submit(() ->
                                            journal.commit(
                                                    run, RunChange.none(), null, intent("llm/1"))))
                            .toList();
            for (var other : others) {
                other.get();
            }
            assertThatThrownBy(failing::get).hasMessageContaining("run_step_pkey");
        }
        assertThat(runs).allSatisfy(run -> assertThat(steps(run)).containsExactly("llm/1 INTENT"));
    }

    @Test
    void theDatabaseKnowsWhichStatesAreTheEnd() {
        for (var status : RunStatus.values()) {
            var over =
                    jdbc.sql("select run_is_over(?)")
                            .param(status.name())
                            .query(Boolean.class)
                            .single();
            assertThat(over).as(status.name()).isEqualTo(RunState.isOver(status));
        }
    }

    @Test
    void whoKnowsARunAsItWasBeforeIsNotWrittenTogether() {
        var run = claimed();
        var before = write(run, RunChange.none().line(LogLine.info("one")), null, null);

        var written = batch.writeAll(List.of(begun(run)));

        assertThat(before).isPresent();
        assertThat(written.getFirst()).isEmpty();
        assertThat(journal.commit(run, RunChange.none(), null, intent("llm/1")).id())
                .isEqualTo(run.id());
    }

    private static <T> T elsewhere(Callable<T> work) {
        try (var worker = Executors.newVirtualThreadPerTaskExecutor()) {
            return worker.submit(work).get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Optional<Run> write(
            Run run, RunChange change, @Nullable StepDone done, @Nullable StepIntent next) {
        return writes.write(run, change, done, next);
    }

    private StepWrite begun(Run run) {
        var change = RunChange.none().line(LogLine.info("asks"));
        return writes.wanted(run, change, null, intent("llm/1"));
    }

    private static RunChange used() {
        return RunChange.to(RunStatus.FINALIZING)
                .progress(40)
                .model("openai", "gpt-4o")
                .risk("high")
                .used(
                        new RunCost(
                                new TokenUsage(1, 2, 3, 4, 5, 15),
                                new BigDecimal("0.01"),
                                new BigDecimal("0.05"),
                                true))
                .line(LogLine.info("one"))
                .line(LogLine.info("two"));
    }

    private static StepDone atOnce() {
        return new StepDone("config", StepRecord.Kind.CONFIG, result(), Duration.ofMillis(3));
    }

    private static StepIntent intent(String path) {
        return new StepIntent(path, StepRecord.Kind.MODEL);
    }

    private static JsonNode result() {
        return JsonNodeFactory.instance.objectNode().put("content", "It is written.");
    }

    private Run claimed() {
        return Objects.requireNonNull(
                        transaction.execute(_ -> {
                            var run = queue.queueHeld(wanted(), null).orElseThrow();
                            jdbc.sql("update run set wake_at = now() where run_id = ?")
                                    .param(run.id())
                                    .update();
                            return leases.claim(run.id(), "test");
                        }))
                .orElseThrow();
    }

    private static NewRun wanted() {
        return NewRun.onCard(
                UUID.randomUUID().toString(),
                WORKSPACE,
                PROJECT,
                UUID.randomUUID(),
                "PRD",
                new RunPlacement(1, 1, null),
                new RunTrigger(RunTrigger.Kind.MANUAL, "user:test", null, null));
    }

    private String row(Run run) {
        return jdbc.sql(
                        """
                        select row(status, lease_epoch, run_seq, log_seq, progress, input_tokens, output_tokens, cached_tokens,
                            cache_write_tokens, reasoning_tokens, total_tokens, cost, price, simulated, provider, model, risk)::text
                        from run where run_id = ?
                        """)
                .param(run.id())
                .query((row, _) -> row.getString(1))
                .single();
    }

    private List<String> steps(Run run) {
        return jdbc.sql(
                        "select step_path || ' ' || state from run_step where run_id = ? order by started_at")
                .param(run.id())
                .query((row, _) -> row.getString(1))
                .list();
    }

    private int said(Run run) {
        return jdbc.sql("select count(*) from outbox where ordering_key = ?")
                .param(run.id().toString())
                .query(Integer.class)
                .single();
    }
}
