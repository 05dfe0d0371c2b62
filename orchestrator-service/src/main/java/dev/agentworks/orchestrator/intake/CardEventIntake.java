package dev.agentworks.orchestrator.intake;

import dev.agentworks.events.card.CardEvent;
import dev.agentworks.events.card.CardEventType;
import dev.agentworks.orchestrator.client.CardContext;
import dev.agentworks.orchestrator.client.Core;
import dev.agentworks.orchestrator.lane.LaneEngine.Hint;
import dev.agentworks.orchestrator.lane.LaneVisits;
import dev.agentworks.starter.messaging.Handling;
import dev.agentworks.starter.messaging.IncomingMessage;
import dev.agentworks.starter.messaging.MessageHandler;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Hears that something happened to a card, reads the card, and lets the lane decide. */
@Component
class CardEventIntake implements MessageHandler {

    private static final Set<String> ORDER = Set.of("position");

    private final Core core;
    private final LaneDecisions decisions;
    private final LaneVisits visits;
    private final JsonMapper json;

    CardEventIntake(Core core, LaneDecisions decisions, LaneVisits visits, JsonMapper json) {
        this.core = core;
        this.decisions = decisions;
        this.visits = visits;
        this.json = json;
    }

    @Override
    public Handling handle(IncomingMessage message) {
        CardEvent event;
        try {
            event = json.readValue(message.body(), CardEvent.class);
        } catch (JacksonException e) {
            return Handling.undeliverable("not a card event: " + e.getOriginalMessage());
        }
        var missing = missing(event);
        if (missing != null) {
            return Handling.undeliverable("a card event without " + missing);
        }
        if (isReordering(event)) {
            return Handling.done();
        }
        decisions.decide(event, hint(event), read(event));
        // also for a second delivery: the first may have ended before this
        visits.requestRechecks(event.projectId());
        return Handling.done();
    }

    /** The card took another place in its lane: no visit begins, and no place gets free. */
    // a message may lack anything, whatever the record's types say
    @SuppressWarnings("ConstantConditions")
    private static boolean isReordering(CardEvent event) {
        return event.eventType() == CardEventType.MOVED
                && event.changes() != null
                && event.changes().keySet().equals(ORDER);
    }

    private @Nullable CardContext read(CardEvent event) {
        // also after an end: the card may have been restored since
        return core.brief(event.workspaceId(), event.cardId()).orElse(null);
    }

    private static Hint hint(CardEvent event) {
        return switch (event.eventType()) {
            case CREATED ->
                    event.triggeredBy().startsWith("agent:") ? Hint.CREATED_BY_AGENT : Hint.CREATED;
            case MOVED, UPDATED -> Hint.CHANGED;
            case DELETED -> Hint.DELETED;
        };
    }

    // a message may lack anything, whatever the record's types say
    @SuppressWarnings("ConstantConditions")
    private static @Nullable String missing(CardEvent event) {
        if (event.eventId() == null) {
            return "eventId";
        }
        if (event.eventType() == null) {
            return "eventType";
        }
        if (event.cardId() == null || event.workspaceId() == null || event.projectId() == null) {
            return "cardId, workspaceId or projectId";
        }
        return event.triggeredBy() == null ? "triggeredBy" : null;
    }
}
