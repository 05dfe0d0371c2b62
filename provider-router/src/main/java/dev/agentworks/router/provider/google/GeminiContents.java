package dev.agentworks.router.provider.google;

import dev.agentworks.router.provider.model.AssistantPart;
import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.Image;
import dev.agentworks.router.provider.model.Message;
import dev.agentworks.router.provider.model.Reasoning;
import dev.agentworks.router.provider.model.ToolCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes the turns as contents of two roles, the results of a turn together. A signature goes back
 * on the part it came with.
 */
final class GeminiContents {
    private final boolean callIds;

    /**
     * @param callIds whether calls and results are matched by id; otherwise by name and order
     */
    GeminiContents(boolean callIds) {
        this.callIds = callIds;
    }

    void write(ChatRequest request, ArrayNode target) {
        @Nullable String role = null;
        @Nullable ArrayNode parts = null;
        for (var message : request.messages()) {
            var next = message instanceof Message.Assistant ? "model" : "user";
            if (parts == null || !next.equals(role)) {
                parts = target.addObject().put("role", next).putArray("parts");
                role = next;
            }
            write(message, parts);
        }
    }

    private void write(Message message, ArrayNode parts) {
        switch (message) {
            case Message.User(var said, var images) -> {
                if (!said.isEmpty()) {
                    parts.addObject().put("text", said);
                }
                images.forEach(image -> write(image, parts.addObject()));
            }
            case Message.Assistant turn -> turn(turn, parts);
            case Message.ToolResult(var id, var name, var said, var isError) -> {
                var result = parts.addObject().putObject("functionResponse");
                if (callIds) {
                    result.put("id", id);
                }
                result.put("name", name)
                        .putObject("response")
                        .put(isError ? "error" : "output", said);
            }
        }
    }

    private void turn(Message.Assistant turn, ArrayNode parts) {
        @Nullable ObjectNode lastText = null;
        for (var part : AssistantPart.of(turn)) {
            switch (part) {
                case AssistantPart.Text(var text) -> lastText = parts.addObject().put("text", text);
                case AssistantPart.Thought(var thought) -> signature(thought, lastText, parts);
                case AssistantPart.Call(var call) -> call(call, parts.addObject());
            }
        }
    }

    private static void signature(
            Reasoning thought, @Nullable ObjectNode lastText, ArrayNode parts) {
        if (thought.data() == null) {
            return;
        }
        switch (thought.format()) {
            case GeminiStream.SIGNS_TEXT -> {
                if (lastText != null) {
                    lastText.put("thoughtSignature", thought.data());
                }
            }
            case GeminiStream.SIGNS_NOTHING ->
                    parts.addObject().put("text", "").put("thoughtSignature", thought.data());
            default -> {}
        }
    }

    private void call(ToolCall call, ObjectNode part) {
        var written = part.putObject("functionCall");
        if (callIds) {
            written.put("id", call.id());
        }
        written.put("name", call.name()).set("args", call.argumentObject());
        if (call.signature() != null) {
            part.put("thoughtSignature", call.signature());
        }
    }

    private static void write(Image image, ObjectNode part) {
        if (image.isAddress()) {
            part.putObject("fileData")
                    .put("mimeType", image.mediaType())
                    .put("fileUri", image.data());
        } else {
            part.putObject("inlineData")
                    .put("mimeType", image.mediaType())
                    .put("data", image.data());
        }
    }
}
