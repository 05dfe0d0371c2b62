package dev.agentworks.gateway.boardfeed;

import dev.agentworks.starter.messaging.Handling;
import dev.agentworks.starter.messaging.IncomingMessage;
import java.time.Duration;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Publishes the messages of one topic on the feed. It runs on the threads of the subscription and
 * may block.
 */
final class FeedIntake {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final String subject;
    private final Set<String> types;
    private final BoardFeed feed;
    private final JsonMapper json;

    /**
     * @param subject the first half of a frame's type, such as {@code card}
     * @param types the event types of the topic: the second half of a frame's type
     */
    FeedIntake(String subject, Set<String> types, BoardFeed feed, JsonMapper json) {
        this.subject = subject;
        this.types = types;
        this.feed = feed;
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
        var eventId = event.path("eventId").asString("");
        var type = event.path("eventType").asString("");
        if (workspaceId.isEmpty() || eventId.isEmpty()) {
            return Handling.undeliverable("an event needs eventId and workspaceId");
        }
        if (!types.contains(type)) {
            return Handling.undeliverable("unknown eventType '" + type + "'");
        }
        var boardEvent =
                new BoardEvent(
                        workspaceId, eventId, subject + "." + type, json.writeValueAsString(event));
        feed.publish(boardEvent).block(LONGEST);
        return Handling.done();
    }
}
