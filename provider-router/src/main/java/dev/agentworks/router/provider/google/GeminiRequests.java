package dev.agentworks.router.provider.google;

import dev.agentworks.router.provider.ChatRequest;
import dev.agentworks.router.provider.Message;
import dev.agentworks.router.provider.ToolCall;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Writes a conversation as Gemini wants it: contents of two roles, results of a turn together. */
final class GeminiRequests {
    private final JsonMapper json;

    GeminiRequests(JsonMapper json) {
        this.json = json;
    }

    ObjectNode body(ChatRequest request) {
        var body = json.createObjectNode();
        if (request.system() != null) {
            body.putObject("systemInstruction")
                    .putArray("parts")
                    .addObject()
                    .put("text", request.system());
        }
        contents(request, body.putArray("contents"));
        if (!request.tools().isEmpty()) {
            var declarations = body.putArray("tools").addObject().putArray("functionDeclarations");
            for (var tool : request.tools()) {
                declarations
                        .addObject()
                        .put("name", tool.name())
                        .put("description", tool.description())
                        // the field that takes JSON Schema as it is, not the vendor's own subset
                        .set("parametersJsonSchema", tool.parameters());
            }
        }
        var configuration = body.putObject("generationConfig");
        if (request.temperature() != null) {
            configuration.put("temperature", request.temperature());
        }
        configuration.put("maxOutputTokens", request.maxTokens());
        return body;
    }

    private void contents(ChatRequest request, ArrayNode target) {
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
            case Message.User(var said, var _) -> parts.addObject().put("text", said);
            case Message.Assistant(var said, var calls, var _) -> {
                if (said != null && !said.isEmpty()) {
                    parts.addObject().put("text", said);
                }
                calls.forEach(call -> write(call, parts.addObject()));
            }
            case Message.ToolResult(var _, var name, var said, var isError) ->
                    parts.addObject()
                            .putObject("functionResponse")
                            .put("name", name)
                            .putObject("response")
                            .put(isError ? "error" : "output", said);
        }
    }

    private static void write(ToolCall call, ObjectNode part) {
        part.putObject("functionCall").put("name", call.name()).set("args", call.arguments());
        if (call.signature() != null) {
            part.put("thoughtSignature", call.signature());
        }
    }
}
