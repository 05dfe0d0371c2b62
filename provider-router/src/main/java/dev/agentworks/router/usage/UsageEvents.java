package dev.agentworks.router.usage;

import dev.agentworks.events.MessageAttributes;
import dev.agentworks.events.Topics;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.messaging.MessageTraces;
import dev.agentworks.starter.outbox.Outbox;
import dev.agentworks.starter.outbox.OutboxRow;
import dev.agentworks.starter.outbox.OutboxRows;
import dev.agentworks.starter.outbox.OutgoingMessage;
import io.micrometer.observation.Observation;
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

    /**
     * Appends the event, if there is one, in the trace of its call.
     *
     * @param call none when it has no trace
     */
    public void append(@Nullable UsageEvent event, @Nullable Observation call) {
        if (event == null) {
            return;
        }
        if (call == null) {
            append(event);
        } else {
            try (var _ = call.openScope()) {
                append(event);
            }
        }
    }

    /** Appends the event; the same call told twice is one event. */
    public void append(UsageEvent event) {
        outbox.append(message(event));
    }

    /** Appends events of many calls at once, each in its own trace. */
    public void appendAll(List<Told> all) {
        outbox.appendAll(all.stream().map(this::traced).toList());
    }

    /** The event, if there is one, as a statement of the ledger stores it; in this call's trace. */
    public @Nullable OutboxRow row(@Nullable UsageEvent event, @Nullable Observation call) {
        return event == null ? null : rows.row(traced(new Told(event, call)));
    }

    /** Says that such rows were committed. */
    public void committed() {
        rows.committed();
    }

    private OutgoingMessage traced(Told told) {
        var call = told.call();
        if (call == null) {
            return message(told.event());
        }
        try (var _ = call.openScope()) {
            return traces.traced(message(told.event()));
        }
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

    /**
     * An event of a call.
     *
     * @param call its trace; none when it has none
     */
    public record Told(UsageEvent event, @Nullable Observation call) {}
}
