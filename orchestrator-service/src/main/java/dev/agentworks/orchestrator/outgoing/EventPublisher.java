package dev.agentworks.orchestrator.outgoing;

import dev.agentworks.events.MessageAttributes;
import dev.agentworks.events.Topics;
import dev.agentworks.events.log.LogBatch;
import dev.agentworks.events.log.LogEntry;
import dev.agentworks.events.run.AgentRunEvent;
import dev.agentworks.events.run.RunPoke;
import dev.agentworks.starter.identifier.Uuids;
import dev.agentworks.starter.outbox.Outbox;
import dev.agentworks.starter.outbox.OutgoingMessage;
import dev.agentworks.starter.text.EscapedText;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Publishes what became of a run, inside the transaction that made it so. */
@Component
public class EventPublisher {

    /** Numbers the lines that are written with the journal. */
    static final String JOURNAL = "journal";

    private final Outbox outbox;
    private final JsonMapper json;
    private final Clock clock;

    EventPublisher(Outbox outbox, JsonMapper json, Clock clock) {
        this.outbox = outbox;
        this.json = json;
        this.clock = clock;
    }

    /** Publishes all of them, in this order. */
    public void publish(List<OutgoingMessage> messages) {
        messages.forEach(outbox::append);
    }

    /**
     * An event of the run.
     *
     * @param runSeq its number, without a gap from 1
     * @param logSeq the number of the run's last journal line, by which a reader of lines knows
     *     whether it has them all
     */
    public OutgoingMessage event(
            RunReference run, long runSeq, long logSeq, RunEventDetails notice) {
        // reproducible, so that the same step published twice is the same event
        var eventId = Uuids.v5(run.runId(), "event/" + runSeq).toString();
        var event =
                new AgentRunEvent(
                        eventId,
                        notice.type(),
                        run.runId(),
                        runSeq,
                        run.cardId(),
                        run.workspaceId(),
                        run.projectId(),
                        run.agentId(),
                        notice.status(),
                        notice.progress(),
                        notice.result(),
                        notice.error(),
                        notice.usage(),
                        run.laneVisit(),
                        run.trigger(),
                        run.retryOf(),
                        notice.approvedBy(),
                        notice.waitingFor(),
                        run.risk(),
                        logSeq,
                        clock.instant());
        return new OutgoingMessage(
                eventId,
                Topics.AGENT_RUNS,
                run.runId().toString(),
                MessageAttributes.of(notice.type().wireName(), run.workspaceId()),
                json.writeValueAsString(event));
    }

    /** Lines that are never lost: they leave if the step they tell of was recorded. */
    public OutgoingMessage lines(RunReference run, long firstSeq, List<LogLine> lines) {
        return batch(
                Uuids.v5(run.runId(), "journal/" + firstSeq).toString(),
                run,
                JOURNAL,
                firstSeq,
                lines);
    }

    /** Wakes one instance of the orchestrator. */
    public OutgoingMessage wakeUp(RunReference run) {
        return new OutgoingMessage(
                Uuids.v7().toString(),
                Topics.RUN_WORK,
                null,
                MessageAttributes.of("poke", run.workspaceId()),
                json.writeValueAsString(new RunPoke(run.runId())));
    }

    OutgoingMessage batch(
            String id, RunReference run, String producer, long firstSeq, List<LogLine> lines) {
        var entries = lines.stream().map(line -> entry(run, line)).toList();
        var batch =
                new LogBatch(
                        run.runId(), run.cardId(), run.workspaceId(), producer, firstSeq, entries);
        return new OutgoingMessage(
                id,
                Topics.AGENT_RUN_LOGS,
                run.runId().toString(),
                MessageAttributes.of("lines", run.workspaceId()),
                json.writeValueAsString(batch));
    }

    private LogEntry entry(RunReference run, LogLine line) {
        return new LogEntry(
                run.runId(),
                clock.instant(),
                line.level(),
                EscapedText.ofLine(SecretMasker.mask(line.message())),
                line.metadata(),
                line.source(),
                run.agentId(),
                line.stepPath(),
                null,
                null,
                null);
    }
}
