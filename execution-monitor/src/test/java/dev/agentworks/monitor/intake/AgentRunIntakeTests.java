package dev.agentworks.monitor.intake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.agentworks.events.Topics;
import dev.agentworks.events.log.LogBatch;
import dev.agentworks.events.run.AgentRunEventType;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.monitor.MonitorTest;
import dev.agentworks.monitor.TestRun;
import dev.agentworks.monitor.history.LogHistory;
import dev.agentworks.monitor.history.ReadPool;
import dev.agentworks.monitor.history.StoredLine;
import dev.agentworks.monitor.status.Runs;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.outbox.OutgoingMessage;
import dev.agentworks.starter.test.TestPublisher;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

class AgentRunIntakeTests extends MonitorTest {
    @Autowired LogStreams streams;
    @Autowired LogHistory history;
    @Autowired Runs runs;
    @Autowired TestPublisher publisher;
    @Autowired JdbcClient jdbc;
    @Autowired ReadPool reads;
    @Autowired MeterRegistry meters;
    private final TestRun run = TestRun.aRun();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void assignsOffsetsWithoutGapsWhenBatchesAreRepeatedAndReordered(long seed) {
        var random = new Random(seed);
        var batches = new ArrayList<LogBatch>();
        for (var producer : List.of("journal", "e1", "e2")) {
            var seq = 1L;
            for (int i = 0; i < 12; i++) {
                var count = 1 + random.nextInt(6);
                batches.add(run.batch(producer, seq, count, false));
                // a producer that tries again may cut its batches elsewhere
                batches.add(run.batch(producer, Math.max(1, seq - 2), count + 1, false));
                seq += count;
            }
        }
        batches.addAll(batches.subList(0, 20));
        Collections.shuffle(batches, random);

        batches.forEach(streams::append);

        var lines = lines();
        assertThat(lines.stream().map(StoredLine::offset))
                .containsExactlyElementsOf(LongStream.range(0, lines.size()).boxed().toList());
        for (var producer : List.of("journal", "e1", "e2")) {
            var seqs =
                    lines.stream()
                            .filter(line -> line.message().startsWith(producer + " says "))
                            .map(line -> Long.parseLong(line.message().split(" says ")[1]))
                            .toList();
            assertThat(seqs)
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, seqs.size()).boxed().toList());
            assertThat(seqs).hasSizeGreaterThanOrEqualTo(12);
        }
        assertThat(lines).noneMatch(line -> line.message().contains("lost"));
    }

    @Test
    void assignsOffsetsWithoutGapsToConcurrentProducers() {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int p = 0; p < 8; p++) {
                var producer = "p" + p;
                threads.submit(() -> {
                    for (int i = 0; i < 20; i++) {
                        streams.append(run.batch(producer, 1 + i * 3L, 3, false));
                    }
                });
            }
        }

        assertThat(lines().stream().map(StoredLine::offset))
                .containsExactlyElementsOf(LongStream.range(0, 480).boxed().toList());
    }

    @Test
    void isNotMisledByLateAndRepeatedEvents() {
        streams.record(run.agentRunEvent(AgentRunEventType.PROGRESS, 3, RunStatus.RUNNING));
        streams.record(run.agentRunEvent(AgentRunEventType.COMPLETED, 4, RunStatus.COMPLETED));
        streams.record(run.agentRunEvent(AgentRunEventType.STARTED, 1, RunStatus.RUNNING));
        streams.record(run.agentRunEvent(AgentRunEventType.PROGRESS, 3, RunStatus.RUNNING));

        var view = runs.find(run.workspaceId(), run.runId()).orElseThrow();
        assertThat(view.status()).isEqualTo("COMPLETED");
        assertThat(view.lastRunSeq()).isEqualTo(4);
    }

    @Test
    void fixesTheEndOnlyWhenTheEventAndTheLastLineAreStored() {
        streams.append(run.batch("journal", 1, 2, false));
        streams.append(run.batch("journal", 4, 1, true));
        streams.record(run.agentRunEvent(AgentRunEventType.COMPLETED, 1, RunStatus.COMPLETED));
        assertThat(end()).isNull();

        streams.append(run.batch("journal", 3, 1, false));

        assertThat(end()).isEqualTo(4);
    }

    @Test
    void endsWhenTheNumberThatTheEventToldHasArrived() {
        streams.append(run.batch("journal", 1, 2, false));
        streams.record(run.agentRunEvent(AgentRunEventType.FAILED, 1, RunStatus.FAILED, 3L));
        assertThat(end()).isNull();

        streams.append(run.batch("journal", 3, 1, false));

        assertThat(end()).isEqualTo(3);
    }

    @Test
    void waitsForTheLinesThatTheJournalSaysAnotherProducerHad() {
        streams.append(run.batch("model-llm/1-0", 1, 2, false));
        streams.append(run.saying(1, "model-llm/1-0", 5));
        streams.append(run.batch("journal", 2, 1, true));
        streams.record(run.agentRunEvent(AgentRunEventType.COMPLETED, 1, RunStatus.COMPLETED, 2L));
        assertThat(end()).isNull();

        streams.append(run.batch("model-llm/1-0", 3, 3, false));

        assertThat(end()).isEqualTo(7);
        assertThat(lines()).hasSize(7);
    }

    @Test
    void takesLinesThatNobodyCountedAfterTheEndAndMovesIt() {
        streams.append(run.batch("journal", 1, 4, true));
        streams.record(run.agentRunEvent(AgentRunEventType.CANCELLED, 1, RunStatus.CANCELLED, 4L));
        assertThat(end()).isEqualTo(4);

        streams.append(run.batch("e1", 1, 3, false));
        streams.append(run.batch("e1", 1, 3, false));

        assertThat(lines()).hasSize(7);
        assertThat(end()).isEqualTo(7);
        assertThat(lines().getLast().metadata()).containsEntry("late", true);
        assertThat(number("select late_lines from log_stream where run_id = :run")).isEqualTo(3);
    }

    @Test
    void takesTheLinesOfAGapWhenTheyComeAndEndsOnlyThen() {
        streams.append(run.batch("journal", 1, 2, false));
        streams.append(run.batch("journal", 5, 2, true));
        streams.record(run.agentRunEvent(AgentRunEventType.COMPLETED, 1, RunStatus.COMPLETED, 6L));
        await().until(() -> lines().size() == 5);
        assertThat(end()).isNull();

        streams.append(run.batch("journal", 3, 1, false));
        assertThat(end()).isNull();
        // cut elsewhere by a producer that tries again
        streams.append(run.batch("journal", 2, 4, false));

        assertThat(saidBy("journal")).containsExactlyInAnyOrder(1L, 2L, 3L, 4L, 5L, 6L);
        assertThat(end()).isEqualTo(lines().size());
    }

    @Test
    void tellsWhatIsMissingOfAnEndedRunAndStillTakesIt() {
        streams.append(run.batch("journal", 1, 2, false));
        streams.record(run.agentRunEvent(AgentRunEventType.COMPLETED, 1, RunStatus.COMPLETED, 4L));

        await().until(() -> lines().size() == 3);
        assertThat(lines().getLast().metadata())
                .containsEntry(
                        "gap",
                        Map.of("producer", "journal", "from", 3, "to", 4, "reason", "missing"));
        assertThat(end()).isNull();
        await().untilAsserted(() ->
                assertThat(meters.get("agentworks.streams.incomplete").gauge().value())
                        .isPositive());
        assertThat(meters.get("agentworks.lines.missing").gauge().value())
                .isGreaterThanOrEqualTo(2);

        streams.append(run.batch("journal", 3, 2, true));

        assertThat(saidBy("journal")).containsExactlyInAnyOrder(1L, 2L, 3L, 4L);
        assertThat(end()).isEqualTo(5);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
    void storesEveryLineOnceHoweverLateItComes(long seed) {
        var random = new Random(seed);
        var batches = new ArrayList<LogBatch>();
        for (var producer : List.of("journal", "e1")) {
            for (long seq = 1; seq <= 30; seq += 3) {
                batches.add(run.batch(producer, seq, 3, producer.equals("journal") && seq == 28));
            }
        }
        var rounds = List.of(new ArrayList<LogBatch>(), new ArrayList<LogBatch>());
        batches.forEach(batch -> rounds.get(random.nextInt(2)).add(batch));
        rounds.forEach(round -> Collections.shuffle(round, random));

        rounds.getFirst().forEach(streams::append);
        streams.record(run.agentRunEvent(AgentRunEventType.COMPLETED, 1, RunStatus.COMPLETED, 30L));
        streams.append(run.saying(31, "e1", 30));
        await().until(() -> number("select count(*) from log_early where run_id = :run") == 0);
        rounds.getLast().forEach(streams::append);
        batches.forEach(streams::append);
        await().until(() -> number("select count(*) from log_early where run_id = :run") == 0);

        for (var producer : List.of("journal", "e1")) {
            assertThat(saidBy(producer).stream().filter(seq -> seq <= 30))
                    .containsExactlyInAnyOrderElementsOf(
                            LongStream.rangeClosed(1, 30).boxed().toList());
        }
        assertThat(end()).isEqualTo(lines().size());
    }

    @Test
    void sendsUnreadableMessagesToTheDeadLettersAndGoesOn() {
        for (var bad : List.of("nonsense", "{}", "[]", "{\"runId\":\"" + run.runId() + "\"}")) {
            publisher.publish(message(Topics.AGENT_RUN_LOGS, bad));
            publisher.publish(message(Topics.AGENT_RUNS, bad));
        }
        var stolen = new TestRun(run.runId(), run.cardId(), Uuids.v7(), run.projectId());
        publisher.publish(run.lines("journal", 1, 2));
        await().until(() -> lines().size() == 2);
        publisher.publish(stolen.lines("journal", 3, 1));

        await().untilAsserted(() ->
                assertThat(jdbc.sql("select reason from dead_letter").query(String.class).list())
                        .hasSize(9)
                        .contains("the run belongs to another workspace"));
        assertThat(lines()).hasSize(2);
    }

    @Test
    void showsNothingToATransactionWithoutAWorkspace() {
        streams.append(run.batch("journal", 1, 2, false));

        for (var table :
                List.of(
                        "log_line",
                        "log_stream",
                        "log_producer",
                        "run_view",
                        "run_event",
                        "log_early",
                        "log_gap")) {
            assertThat(jdbc.sql("select count(*) from " + table).query(Long.class).single())
                    .as(table)
                    .isZero();
        }
    }

    private @Nullable Long end() {
        return history.head(run.workspaceId(), run.runId()).orElseThrow().finalOffset();
    }

    private List<Long> saidBy(String producer) {
        return lines().stream()
                .filter(line -> line.message().startsWith(producer + " says "))
                .map(line -> Long.parseLong(line.message().split(" says ")[1]))
                .toList();
    }

    private long number(String query) {
        return reads.inWorkspace(
                run.workspaceId(),
                client -> client.sql(query).param("run", run.runId()).query(Long.class).single());
    }

    private List<StoredLine> lines() {
        return history.page(run.workspaceId(), run.runId(), 0, 10_000);
    }

    private OutgoingMessage message(String topic, String body) {
        return new OutgoingMessage(Uuids.v7().toString(), topic, null, Map.of(), body);
    }
}
