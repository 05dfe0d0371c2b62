package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.ChatRequest;
import dev.agentworks.router.provider.Message;
import dev.agentworks.router.provider.ToolCall;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a conversation as Chat Completions wants it. */
final class OpenAiRequests {
    private final JsonMapper json;

    OpenAiRequests(JsonMapper json) {
        this.json = json;
    }

    ObjectNode body(ChatRequest request) {
        var body = json.createObjectNode();
        body.put("model", request.model());
        var messages = body.putArray("messages");
        if (request.system() != null) {
            messages.addObject().put("role", "system").put("content", request.system());
        }
        request.messages().forEach(message -> write(message, messages.addObject()));
        if (!request.tools().isEmpty()) {
            var tools = body.putArray("tools");
            for (var tool : request.tools()) {
                tools.addObject()
                        .put("type", "function")
                        .putObject("function")
                        .put("name", tool.name())
                        .put("description", tool.description())
                        .set("parameters", tool.parameters());
            }
        }
        if (request.temperature() != null) {
            body.put("temperature", request.temperature());
        }
        body.put("max_completion_tokens", request.maxTokens());
        body.put("stream", true);
        // random padding is for untrusted networks; here it is only bytes
        body.putObject("stream_options")
                .put("include_usage", true)
                .put("include_obfuscation", false);
        return body;
    }

    private void write(Message message, ObjectNode target) {
        switch (message) {
            case Message.User(var content, var _) ->
                    target.put("role", "user").put("content", content);
            case Message.Assistant(var content, var calls, var _) -> {
                target.put("role", "assistant").put("content", content);
                if (!calls.isEmpty()) {
                    write(calls, target.putArray("tool_calls"));
                }
            }
            case Message.ToolResult(var id, var _, var content, var isError) ->
                    target.put("role", "tool")
                            .put("tool_call_id", id)
                            .put("content", isError ? "Error: " + content : content);
        }
    }

    private void write(Iterable<ToolCall> calls, ArrayNode target) {
        for (var call : calls) {
            target.addObject()
                    .put("id", call.id())
                    .put("type", "function")
                    .putObject("function")
                    .put("name", call.name())
                    .put("arguments", json.writeValueAsString(call.arguments()));
        }
    }
}
