package dev.agentworks.gateway.boardfeed;

import dev.agentworks.starter.messaging.Handling;
import dev.agentworks.starter.messaging.IncomingMessage;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Takes the messages of one topic as hints: something has happened in a workspace, and its feed
 * tells what.
 */
final class FeedIntake {
    private final Set<String> types;
    private final boolean committed;
    private final FeedHints hints;
    private final JsonMapper json;

    /**
     * @param types the event types of the topic
     * @param committed whether core committed what a message tells before it was sent
     */
    FeedIntake(Set<String> types, boolean committed, FeedHints hints, JsonMapper json) {
        this.types = types;
        this.committed = committed;
        this.hints = hints;
        this.json = json;
    }

    Handling handle(IncomingMessage message) {
        JsonNode event;
        try {
            event = json.readTree(message.body());
        } catch (JacksonException e) {
            return Handling.undeliverable("not JSON: " + e.getOriginalMessage());
        }
        var workspaceId = event.path("workspaceId").asString("");
        var type = event.path("eventType").asString("");
        if (workspaceId.isEmpty()) {
            return Handling.undeliverable("an event needs a workspaceId");
        }
        if (!types.contains(type)) {
            return Handling.undeliverable("unknown eventType '" + type + "'");
        }
        hints.give(workspaceId, committed);
        return Handling.done();
    }
}
