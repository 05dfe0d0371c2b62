package dev.agentworks.gateway.socket;

import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.socket.WebSocketMessage;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Reads hello frames, the first frames of a socket, by which a client authenticates. */
@Component
class HelloFrames {
    private static final int LARGEST = 4096;

    private final JsonMapper json;

    HelloFrames(JsonMapper json) {
        this.json = json;
    }

    @Nullable JsonNode read(WebSocketMessage message) {
        if (message.getType() != WebSocketMessage.Type.TEXT
                || message.getPayload().readableByteCount() > LARGEST) {
            return null;
        }
        var text = message.getPayloadAsText();
        // nearly every frame is another one: it is not worth parsing here
        if (!text.contains("\"hello\"")) {
            return null;
        }
        try {
            var frame = json.readTree(text);
            return "hello".equals(frame.path("type").asString("")) ? frame : null;
        } catch (JacksonException notJson) {
            // not a hello frame; its receiver will report what is wrong with it
            return null;
        }
    }
}
