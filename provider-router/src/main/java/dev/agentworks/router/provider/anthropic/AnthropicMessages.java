package dev.agentworks.router.provider.anthropic;

import dev.agentworks.router.provider.model.AssistantPart;
import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.Image;
import dev.agentworks.router.provider.model.Message;
import dev.agentworks.router.provider.model.PromptCache.Point;
import dev.agentworks.router.provider.model.Reasoning;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes the turns: every result of one parallel turn in one user message. */
final class AnthropicMessages {
    private final JsonMapper json;

    AnthropicMessages(JsonMapper json) {
        this.json = json;
    }

    void write(ChatRequest request, CacheMarks caching, ArrayNode target) {
        @Nullable String role = null;
        @Nullable ArrayNode content = null;
        for (var message : request.messages()) {
            var next = message instanceof Message.Assistant ? "assistant" : "user";
            if (content == null || !next.equals(role)) {
                content = target.addObject().put("role", next).putArray("content");
                role = next;
            }
            write(message, content);
        }
        if (caching.at(Point.CONVERSATION)
                && content != null
                && !content.isEmpty()
                && content.get(content.size() - 1) instanceof ObjectNode last) {
            caching.mark(last);
        }
    }

    private void write(Message message, ArrayNode content) {
        switch (message) {
            case Message.User(var said, var images) -> {
                images.forEach(image -> image(image, content));
                if (!said.isEmpty()) {
                    text(said, content);
                }
            }
            case Message.Assistant turn ->
                    AssistantPart.of(turn).forEach(part -> part(part, content));
            case Message.ToolResult(var id, var _, var said, var isError) -> {
                var result =
                        content.addObject()
                                .put("type", "tool_result")
                                .put("tool_use_id", id)
                                .put("content", said);
                if (isError) {
                    result.put("is_error", true);
                }
            }
        }
    }

    private void part(AssistantPart part, ArrayNode content) {
        switch (part) {
            case AssistantPart.Text(var said) -> {
                if (!said.isBlank()) {
                    text(said, content);
                }
            }
            case AssistantPart.Thought(var thought) -> thought(thought, content);
            case AssistantPart.Call(var call) ->
                    content.addObject()
                            .put("type", "tool_use")
                            .put("id", call.id())
                            .put("name", call.name())
                            .set("input", call.argumentObject());
        }
    }

    /** Back unchanged, as this vendor wants it; thoughts of others mean nothing here. */
    private static void thought(Reasoning thought, ArrayNode content) {
        if (thought.data() == null) {
            return;
        }
        switch (thought.format()) {
            case AnthropicStream.THINKING ->
                    content.addObject()
                            .put("type", "thinking")
                            .put("thinking", thought.text() == null ? "" : thought.text())
                            .put("signature", thought.data());
            case AnthropicStream.REDACTED ->
                    content.addObject()
                            .put("type", "redacted_thinking")
                            .put("data", thought.data());
            default -> {}
        }
    }

    private static void image(Image image, ArrayNode content) {
        var source = content.addObject().put("type", "image").putObject("source");
        if (image.isAddress()) {
            source.put("type", "url").put("url", image.data());
        } else {
            source.put("type", "base64")
                    .put("media_type", image.mediaType())
                    .put("data", image.data());
        }
    }

    private static void text(String said, ArrayNode content) {
        content.addObject().put("type", "text").put("text", said);
    }
}
