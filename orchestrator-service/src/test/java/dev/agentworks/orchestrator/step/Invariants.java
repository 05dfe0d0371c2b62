package dev.agentworks.orchestrator.step;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.events.Topics;
import dev.agentworks.orchestrator.FakeBoard;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.LongStream;
import tools.jackson.databind.JsonNode;

/**
 * What holds after every fault: checked on what the outside world saw, not on our own rows alone.
 */
final class Invariants {

    private final RunSituations stage;

    Invariants(RunSituations stage) {
        this.stage = stage;
    }

    void hold(List<FakeBoard.Card> cards) {
        everyKeyWasDispatchedOnce();
        everyTriggerHasOneRunThatIsOver(cards);
        for (var card : cards) {
            for (var run : stage.runs(card)) {
                effectsHappenedOnce(card, run);
                stepsAreFencedInOrder(run);
            }
        }
        eventsAreContiguous(cards);
        linesAreContiguous(cards);
    }

    // I1
    private static void everyKeyWasDispatchedOnce() {
        assertThat(RunSituations.ROUTER.dispatches)
                .allSatisfy((_, count) -> assertThat(count).hasValue(1));
    }

    // I3
    private void everyTriggerHasOneRunThatIsOver(List<FakeBoard.Card> cards) {
        for (var card : cards) {
            assertThat(
                            stage.jdbc
                                    .sql(
                                            "select count(*) - count(distinct trigger_key) from run where card_id = :card")
                                    .param("card", card.id)
                                    .query(Integer.class)
                                    .single())
                    .isZero();
            assertThat(stage.states(card))
                    .allMatch(state ->
                            state.matches(".* (COMPLETED|FAILED|CANCELLED|PARKED|WAITING_.*)"));
        }
    }

    // I6: one effect of each step, whatever was tried again
    private static void effectsHappenedOnce(FakeBoard.Card card, UUID run) {
        var seen = new HashSet<String>();
        RunSituations.BOARD.appliedOn(card).stream()
                .filter(effect -> effect.path("runId").asString().equals(run.toString()))
                .forEach(effect ->
                        assertThat(seen.add(effect.toString()))
                                .as("effect %s of run %s", effect, run)
                                .isTrue());
    }

    // I4: a later step was never written under an earlier epoch
    private void stepsAreFencedInOrder(UUID run) {
        var epochs =
                stage.jdbc
                        .sql(
                                "select lease_epoch from run_step where run_id = :run and state = 'DONE' order by done_at, started_at")
                        .param("run", run)
                        .query(Long.class)
                        .list();
        assertThat(epochs).isSorted();
    }

    // I5
    private void eventsAreContiguous(List<FakeBoard.Card> cards) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    var events = new HashMap<String, Map<Long, String>>();
                    stage.messages
                            .on(Topics.AGENT_RUNS)
                            .forEach(message -> {
                                var body = RunSituations.JSON.readTree(message.body());
                                var before =
                                        events.computeIfAbsent(
                                                        body.path("runId").asString(),
                                                        _ -> new HashMap<>())
                                                .put(
                                                        body.path("runSeq").asLong(),
                                                        body.path("eventId").asString());
                                assertThat(
                                                before == null
                                                        || before.equals(
                                                                body.path("eventId").asString()))
                                        .isTrue();
                            });
                    for (var card : cards) {
                        for (var run : stage.runs(card)) {
                            long last =
                                    stage.jdbc
                                            .sql("select run_seq from run where run_id = :run")
                                            .param("run", run)
                                            .query(Long.class)
                                            .single();
                            assertThat(events.getOrDefault(run.toString(), Map.of()).keySet())
                                    .containsExactlyInAnyOrderElementsOf(
                                            LongStream.rangeClosed(1, last).boxed().toList());
                        }
                    }
                });
    }

    // I5 for lines: every number up to the run's last was told, and every text to its end
    private void linesAreContiguous(List<FakeBoard.Card> cards) {
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> {
                    for (var card : cards) {
                        for (var run : stage.runs(card)) {
                            long last =
                                    stage.jdbc
                                            .sql("select log_seq from run where run_id = :run")
                                            .param("run", run)
                                            .query(Long.class)
                                            .single();
                            var numbers = numbersOfLines(run);
                            assertThat(numbers.getOrDefault("journal", Set.of()))
                                    .containsExactlyElementsOf(
                                            LongStream.rangeClosed(1, last).boxed().toList());
                            saidOf(run)
                                    .forEach((producer, count) ->
                                            assertThat(numbers.getOrDefault(producer, Set.of()))
                                                    .as("lines of %s", producer)
                                                    .containsAll(
                                                            LongStream.rangeClosed(1, count)
                                                                    .boxed()
                                                                    .toList()));
                        }
                    }
                });
    }

    private Map<String, Set<Long>> numbersOfLines(UUID run) {
        var numbers = new HashMap<String, Set<Long>>();
        for (var batch : batches(run)) {
            long first = batch.path("firstSeq").asLong();
            for (int i = 0; i < batch.path("entries").size(); i++) {
                numbers.computeIfAbsent(batch.path("producer").asString(), _ -> new TreeSet<>())
                        .add(first + i);
            }
        }
        return numbers;
    }

    private Map<String, Long> saidOf(UUID run) {
        var said = new HashMap<String, Long>();
        for (var batch : batches(run)) {
            for (var entry : batch.path("entries")) {
                entry.path("metadata")
                        .path("said")
                        .properties()
                        .forEach(text ->
                                said.merge(text.getKey(), text.getValue().asLong(), Math::max));
            }
        }
        return said;
    }

    private List<JsonNode> batches(UUID run) {
        return stage.messages.on(Topics.AGENT_RUN_LOGS).stream()
                .map(message -> RunSituations.JSON.readTree(message.body()))
                .filter(batch -> batch.path("runId").asString().equals(run.toString()))
                .toList();
    }
}
