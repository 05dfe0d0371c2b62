package dev.agentworks.router.usage;

import dev.agentworks.events.MessageAttributes;
import dev.agentworks.events.Topics;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.messaging.MessageTraces;
import dev.agentworks.starter.outbox.Outbox;
import dev.agentworks.starter.outbox.OutboxRow;
import dev.agentworks.starter.outbox.OutboxRows;
import dev.agentworks.starter.outbox.OutgoingMessage;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells what was used, in the transaction that records it. */
@Component
public class UsageEvents {
    private final Outbox outbox;
    private final OutboxRows rows;
    private final MessageTraces traces;
    private final JsonMapper json;

    UsageEvents(Outbox outbox, OutboxRows rows, MessageTraces traces, JsonMapper json) {
        this.outbox = outbox;
        this.rows = rows;
        this.traces = traces;
        this.json = json;
    }

    /** Appends the event, if there is one; the same call told twice is one event. */
    public void append(@Nullable UsageEvent event) {
        if (event != null) {
            outbox.append(message(event));
        }
    }

    /** Appends messages of many calls at once, each in its own trace. */
    public void appendAll(List<OutgoingMessage> all) {
        outbox.appendAll(all);
    }

    /** The event, if there is one, in the trace of this moment. */
    public @Nullable OutgoingMessage told(@Nullable UsageEvent event) {
        return event == null ? null : traces.traced(message(event));
    }

    /** The event, if there is one, as a statement of the ledger stores it. */
    public @Nullable OutboxRow row(@Nullable UsageEvent event) {
        return event == null ? null : rows.row(message(event));
    }

    /** Says that such rows were committed. */
    public void committed() {
        rows.committed();
    }

    private OutgoingMessage message(UsageEvent event) {
        var workspace = event.workspaceId();
        return new OutgoingMessage(
                event.eventId(),
                Topics.USAGE_EVENTS,
                workspace.toString(),
                MessageAttributes.of("usage", workspace),
                json.writeValueAsString(event));
    }
}
