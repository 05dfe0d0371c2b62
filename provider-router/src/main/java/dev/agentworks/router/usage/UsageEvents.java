package dev.agentworks.router.usage;

import dev.agentworks.events.MessageAttributes;
import dev.agentworks.events.Topics;
import dev.agentworks.events.usage.UsageEvent;
import dev.agentworks.starter.outbox.Outbox;
import dev.agentworks.starter.outbox.OutgoingMessage;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Tells what was used, in the transaction that records it. */
@Component
public class UsageEvents {
    private final Outbox outbox;
    private final JsonMapper json;

    UsageEvents(Outbox outbox, JsonMapper json) {
        this.outbox = outbox;
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
        var workspace = event.workspaceId();
        outbox.append(
                new OutgoingMessage(
                        event.eventId(),
                        Topics.USAGE_EVENTS,
                        workspace.toString(),
                        MessageAttributes.of("usage", workspace),
                        json.writeValueAsString(event)));
    }
}
