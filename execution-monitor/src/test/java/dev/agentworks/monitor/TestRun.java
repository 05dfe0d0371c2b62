package dev.agentworks.monitor;

import dev.agentworks.events.MessageAttributes;
import dev.agentworks.events.Topics;
import dev.agentworks.events.log.LogBatch;
import dev.agentworks.events.log.LogEntry;
import dev.agentworks.events.log.LogLevel;
import dev.agentworks.events.log.LogSource;
import dev.agentworks.events.run.AgentRunEvent;
import dev.agentworks.events.run.AgentRunEventType;
import dev.agentworks.events.run.RunStatus;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.outbox.OutgoingMessage;
import dev.agentworks.starter.servicetoken.ActingUser;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run as a test plays it: its card and workspace, and the messages an orchestrator would send.
 */
public record TestRun(UUID runId, UUID cardId, UUID workspaceId, UUID projectId) {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    /** A run of a card that its person may see. */
    public static TestRun aRun() {
        var run = new TestRun(Uuids.v7(), Uuids.v7(), Uuids.v7(), Uuids.v7());
        FakeCore.show(run.cardId());
        return run;
    }

    public TestRun anotherOfTheCard() {
        return new TestRun(Uuids.v7(), cardId, workspaceId, projectId);
    }

    public ActingUser member() {
        return new ActingUser(Uuids.v7().toString(), Map.of(workspaceId.toString(), "VIEWER"));
    }

    public OutgoingMessage lines(String producer, long firstSeq, int count) {
        return message(batch(producer, firstSeq, count, false));
    }

    public OutgoingMessage lastLine(long seq) {
        return message(batch("journal", seq, 1, true));
    }

    /** A line of the journal with this text. */
    public OutgoingMessage line(long seq, String text) {
        var plain = batch("journal", seq, 1, false);
        var entry = plain.entries().getFirst();
        var said =
                new LogEntry(
                        runId,
                        entry.timestamp(),
                        entry.level(),
                        text,
                        null,
                        entry.source(),
                        entry.agentId(),
                        entry.stepPath(),
                        null,
                        null,
                        null);
        return message(new LogBatch(runId, cardId, workspaceId, "journal", seq, List.of(said)));
    }

    /** A journal line that says how many lines another producer had. */
    public LogBatch saying(long seq, String producer, long lines) {
        var said = batch("journal", seq, 1, false);
        var entry = said.entries().getFirst();
        var telling =
                new LogEntry(
                        entry.runId(),
                        entry.timestamp(),
                        entry.level(),
                        entry.message(),
                        Map.<String, Object>of("said", Map.of(producer, lines)),
                        entry.source(),
                        entry.agentId(),
                        entry.stepPath(),
                        null,
                        null,
                        null);
        return new LogBatch(runId, cardId, workspaceId, "journal", seq, List.of(telling));
    }

    public LogBatch batch(String producer, long firstSeq, int count, boolean last) {
        var entries =
                LongStream.range(firstSeq, firstSeq + count)
                        .mapToObj(seq ->
                                new LogEntry(
                                        runId,
                                        Instant.parse("2026-03-01T10:00:00Z").plusMillis(seq),
                                        seq % 2 == 0 ? LogLevel.INFO : LogLevel.DEBUG,
                                        producer + " says " + seq,
                                        last ? Map.<String, Object>of("final", true) : null,
                                        LogSource.AGENT,
                                        "PRD",
                                        "llm/1",
                                        null,
                                        null,
                                        null))
                        .toList();
        return new LogBatch(runId, cardId, workspaceId, producer, firstSeq, entries);
    }

    public OutgoingMessage event(AgentRunEventType type, long seq, RunStatus status) {
        return event(type, seq, status, null);
    }

    public OutgoingMessage event(
            AgentRunEventType type, long seq, RunStatus status, @Nullable Long logSeq) {
        var event = agentRunEvent(type, seq, status, logSeq);
        return new OutgoingMessage(
                event.eventId(),
                Topics.AGENT_RUNS,
                runId.toString(),
                MessageAttributes.of(type.wireName(), workspaceId),
                JSON.writeValueAsString(event));
    }

    public AgentRunEvent agentRunEvent(AgentRunEventType type, long seq, RunStatus status) {
        return agentRunEvent(type, seq, status, null);
    }

    /** An event that tells the number of the run's last journal line. */
    public AgentRunEvent agentRunEvent(
            AgentRunEventType type, long seq, RunStatus status, @Nullable Long logSeq) {
        return new AgentRunEvent(
                Uuids.v5(runId, "event/" + seq).toString(),
                type,
                runId,
                seq,
                cardId,
                workspaceId,
                projectId,
                "PRD",
                status,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                null,
                logSeq,
                Instant.parse("2026-03-01T10:00:00Z").plusSeconds(seq));
    }

    private OutgoingMessage message(LogBatch batch) {
        return new OutgoingMessage(
                Uuids.v7().toString(),
                Topics.AGENT_RUN_LOGS,
                runId.toString(),
                MessageAttributes.of("lines", workspaceId),
                JSON.writeValueAsString(batch));
    }
}
