package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.ModelTraits.Thinking;
import dev.agentworks.router.provider.model.ResponseFormat;
import dev.agentworks.router.provider.model.ToolChoice;
import dev.agentworks.router.provider.openai.OpenAiDialect.Flag;
import dev.agentworks.router.provider.openai.OpenAiDialect.Structured;
import dev.agentworks.router.provider.spi.UnsupportedRequestException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a conversation as Chat Completions wants it. */
final class OpenAiRequests {
    private final JsonMapper json;
    private final OpenAiDialect dialect;
    private final OpenAiMessages messages;

    OpenAiRequests(JsonMapper json, OpenAiDialect dialect) {
        this.json = json;
        this.dialect = dialect;
        this.messages = new OpenAiMessages(dialect);
    }

    ObjectNode body(ChatRequest request) {
        var body = json.createObjectNode();
        body.put("model", request.model());
        messages.write(request, body.putArray("messages"));
        tools(request, body);
        format(request.options().output().format(), body);
        options(request, body);
        body.put(dialect.maxTokensField(), request.maxTokens());
        body.put("stream", true);
        if (dialect.has(Flag.STREAM_OPTIONS)) {
            var options = body.putObject("stream_options").put("include_usage", true);
            if (dialect.has(Flag.OBFUSCATION)) {
                // random padding is for untrusted networks; here it is only bytes
                options.put("include_obfuscation", false);
            }
        }
        return body;
    }

    private void tools(ChatRequest request, ObjectNode body) {
        if (request.tools().isEmpty()) {
            return;
        }
        var tools = body.putArray("tools");
        for (var tool : request.tools()) {
            tools.addObject()
                    .put("type", "function")
                    .putObject("function")
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .set("parameters", tool.parameters());
        }
        switch (request.options().tools().choice()) {
            case ToolChoice.Auto _ -> {}
            case ToolChoice.Any _ -> body.put("tool_choice", "required");
            case ToolChoice.None _ -> body.put("tool_choice", "none");
            case ToolChoice.Named(var name) ->
                    body.putObject("tool_choice")
                            .put("type", "function")
                            .putObject("function")
                            .put("name", name);
        }
        var parallel = request.options().tools().parallel();
        if (parallel != null && dialect.has(Flag.PARALLEL_TOOL_CALLS)) {
            body.put("parallel_tool_calls", parallel);
        }
    }

    private void format(ResponseFormat format, ObjectNode body) {
        switch (format) {
            case ResponseFormat.Text _ -> {}
            case ResponseFormat.JsonObject _ -> {
                if (dialect.structured() == Structured.NONE) {
                    throw new UnsupportedRequestException("This provider has no JSON output.");
                }
                body.putObject("response_format").put("type", "json_object");
            }
            case ResponseFormat.JsonSchema(var name, var schema, var strict) -> {
                if (dialect.structured() != Structured.JSON_SCHEMA) {
                    throw new UnsupportedRequestException(
                            "This provider has no output of a JSON Schema.");
                }
                body.putObject("response_format")
                        .put("type", "json_schema")
                        .putObject("json_schema")
                        .put("name", name)
                        .put("strict", strict)
                        .set("schema", schema);
            }
        }
    }

    private void options(ChatRequest request, ObjectNode body) {
        var options = request.options();
        if (request.traits().takesSampling()) {
            if (request.temperature() != null) {
                body.put("temperature", request.temperature());
            }
            if (options.sampling().topP() != null) {
                body.put("top_p", options.sampling().topP());
            }
        }
        if (options.sampling().seed() != null && dialect.has(Flag.SEED)) {
            body.put("seed", options.sampling().seed());
        }
        if (!options.sampling().stop().isEmpty()) {
            var stops = body.putArray("stop");
            options.sampling().stop().forEach(stops::add);
        }
        var effort = options.effort().level();
        if (effort != null
                && request.traits().thinking() != Thinking.NONE
                && dialect.has(Flag.REASONING_EFFORT)) {
            body.put("reasoning_effort", effort.word());
        }
        if (options.service().tier() != null && dialect.has(Flag.SERVICE_TIER)) {
            body.put("service_tier", options.service().tier());
        }
        if (options.service().cache().key() != null && dialect.has(Flag.PROMPT_CACHE_KEY)) {
            body.put("prompt_cache_key", options.service().cache().key());
        }
        if (options.service().endUser() != null) {
            body.put(
                    dialect.has(Flag.PROMPT_CACHE_KEY) ? "safety_identifier" : "user",
                    options.service().endUser());
        }
    }
}
