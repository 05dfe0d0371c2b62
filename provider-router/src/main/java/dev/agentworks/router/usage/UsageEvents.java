package dev.agentworks.router.usage;

import dev.agentworks.events.MessageAttributes;
import dev.agentworks.events.Topics;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.outbox.Outbox;
import dev.agentworks.starter.outbox.OutboxRow;
import dev.agentworks.starter.outbox.OutboxRows;
import dev.agentworks.starter.outbox.OutgoingMessage;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Sends what was used to billing, in the transaction that records it. */
@Component
public class UsageEvents {
    private final Outbox outbox;
    private final OutboxRows rows;
    private final JsonMapper json;

    UsageEvents(Outbox outbox, OutboxRows rows, JsonMapper json) {
        this.outbox = outbox;
        this.rows = rows;
        this.json = json;
    }

    /** Appends the event, if there is one; the same call appended twice is one event. */
    public void append(@Nullable UsageEvent event) {
        if (event != null) {
            outbox.append(message(event));
        }
    }

    /** The event, if there is one, as a statement of the ledger stores it. */
    public @Nullable OutboxRow row(@Nullable UsageEvent event) {
        return event == null ? null : rows.row(message(event));
    }

    /** Such rows were committed. */
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
