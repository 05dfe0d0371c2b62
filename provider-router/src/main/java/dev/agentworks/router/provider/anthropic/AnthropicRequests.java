package dev.agentworks.router.provider.anthropic;

import dev.agentworks.router.provider.ChatRequest;
import dev.agentworks.router.provider.Message;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes a conversation as Messages wants it: every result of one parallel turn in one user
 * message.
 */
final class AnthropicRequests {
    private final JsonMapper json;

    AnthropicRequests(JsonMapper json) {
        this.json = json;
    }

    ObjectNode body(ChatRequest request) {
        var body = json.createObjectNode();
        body.put("model", request.model());
        body.put("max_tokens", request.maxTokens());
        if (request.system() != null) {
            body.put("system", request.system());
        }
        messages(request, body.putArray("messages"));
        if (!request.tools().isEmpty()) {
            var tools = body.putArray("tools");
            for (var tool : request.tools()) {
                tools.addObject()
                        .put("name", tool.name())
                        .put("description", tool.description())
                        .set("input_schema", tool.parameters());
            }
        }
        if (request.temperature() != null) {
            // this vendor's scale ends at 1
            body.put("temperature", request.temperature().min(java.math.BigDecimal.ONE));
        }
        body.put("stream", true);
        return body;
    }

    private void messages(ChatRequest request, ArrayNode target) {
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
    }

    private void write(Message message, ArrayNode content) {
        switch (message) {
            case Message.User(var said, var _) -> text(said, content);
            case Message.Assistant(var said, var calls, var _) -> {
                if (said != null && !said.isBlank()) {
                    text(said, content);
                }
                for (var call : calls) {
                    content.addObject()
                            .put("type", "tool_use")
                            .put("id", call.id())
                            .put("name", call.name())
                            .set("input", call.arguments());
                }
            }
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

    private static void text(String said, ArrayNode content) {
        content.addObject().put("type", "text").put("text", said);
    }
}
