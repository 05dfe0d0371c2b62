package dev.agentworks.router.provider.anthropic;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.PromptCache.Point;
import dev.agentworks.router.provider.model.ResponseFormat;
import dev.agentworks.router.provider.model.ToolChoice;
import dev.agentworks.router.provider.spi.UnsupportedRequestException;
import java.math.BigDecimal;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a request as Messages wants it. */
final class AnthropicRequests {
    private final JsonMapper json;
    private final AnthropicMessages messages;

    AnthropicRequests(JsonMapper json) {
        this.json = json;
        this.messages = new AnthropicMessages(json);
    }

    ObjectNode body(ChatRequest request) {
        var body = json.createObjectNode();
        var caching = new CacheMarks(request.options().service().cache());
        body.put("model", request.model());
        body.put("max_tokens", request.maxTokens());
        system(request, caching, body);
        messages.write(request, caching, body.putArray("messages"));
        tools(request, caching, body);
        format(request.options().output().format(), body);
        boolean thinks = Thinking.write(request, body);
        sampling(request, thinks, body);
        var options = request.options();
        if (!options.sampling().stop().isEmpty()) {
            var stops = body.putArray("stop_sequences");
            options.sampling().stop().forEach(stops::add);
        }
        if (options.service().tier() != null) {
            body.put("service_tier", options.service().tier());
        }
        if (options.service().endUser() != null) {
            body.putObject("metadata").put("user_id", options.service().endUser());
        }
        body.put("stream", true);
        return body;
    }

    private static void system(ChatRequest request, CacheMarks caching, ObjectNode body) {
        if (request.system() == null) {
            return;
        }
        if (caching.at(Point.SYSTEM)) {
            var block = body.putArray("system").addObject();
            block.put("type", "text").put("text", request.system());
            caching.mark(block);
        } else {
            body.put("system", request.system());
        }
    }

    private static void tools(ChatRequest request, CacheMarks caching, ObjectNode body) {
        if (request.tools().isEmpty()) {
            return;
        }
        var tools = body.putArray("tools");
        for (var tool : request.tools()) {
            tools.addObject()
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .set("input_schema", tool.parameters());
        }
        if (caching.at(Point.TOOLS) && tools.get(tools.size() - 1) instanceof ObjectNode last) {
            caching.mark(last);
        }
        choice(request, body);
    }

    private static void choice(ChatRequest request, ObjectNode body) {
        boolean alone = Boolean.FALSE.equals(request.options().tools().parallel());
        var choice = request.options().tools().choice();
        if (choice instanceof ToolChoice.Auto && !alone) {
            return;
        }
        var written = body.putObject("tool_choice");
        switch (choice) {
            case ToolChoice.Auto _ -> written.put("type", "auto");
            case ToolChoice.Any _ -> written.put("type", "any");
            case ToolChoice.None _ -> written.put("type", "none");
            case ToolChoice.Named(var name) -> written.put("type", "tool").put("name", name);
        }
        if (alone && !(choice instanceof ToolChoice.None)) {
            written.put("disable_parallel_tool_use", true);
        }
    }

    private static void format(ResponseFormat format, ObjectNode body) {
        switch (format) {
            case ResponseFormat.Text _ -> {}
            case ResponseFormat.JsonObject _ ->
                    throw new UnsupportedRequestException(
                            "Anthropic has JSON output of a schema only.");
            case ResponseFormat.JsonSchema(var _, var schema, var _) ->
                    body.withObject("/output_config")
                            .putObject("format")
                            .put("type", "json_schema")
                            .set("schema", schema);
        }
    }

    // From version 2026-10-21 on these are refused even with their default values, and by all
    // models while they think: the catalogue knows which ones take them.
    private static void sampling(ChatRequest request, boolean thinks, ObjectNode body) {
        if (!request.traits().takesSampling() || thinks) {
            return;
        }
        if (request.temperature() != null) {
            // this vendor's scale ends at 1
            body.put("temperature", request.temperature().min(BigDecimal.ONE));
        } else if (request.options().sampling().topP() != null) {
            body.put("top_p", request.options().sampling().topP());
        }
    }
}
