package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.ModelTraits.Thinking;
import dev.agentworks.router.provider.model.ResponseFormat;
import dev.agentworks.router.provider.model.ToolChoice;
import dev.agentworks.router.provider.spi.UnsupportedRequestException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a conversation as Responses wants it. */
final class ResponsesRequests {
    private final JsonMapper json;
    private final ResponsesInput input;

    ResponsesRequests(JsonMapper json) {
        this.json = json;
        this.input = new ResponsesInput(json);
    }

    ObjectNode body(ChatRequest request) {
        if (!request.options().sampling().stop().isEmpty()) {
            throw new UnsupportedRequestException("This model has no stop sequences.");
        }
        var body = json.createObjectNode();
        body.put("model", request.model());
        if (request.system() != null) {
            body.put("instructions", request.system());
        }
        input.write(request, body.putArray("input"));
        tools(request, body);
        format(request.options().output().format(), body);
        options(request, body);
        body.put("max_output_tokens", request.maxTokens());
        body.put("store", false);
        body.put("stream", true);
        body.putObject("stream_options").put("include_obfuscation", false);
        return body;
    }

    private static void tools(ChatRequest request, ObjectNode body) {
        if (request.tools().isEmpty()) {
            return;
        }
        var tools = body.putArray("tools");
        for (var tool : request.tools()) {
            tools.addObject()
                    .put("type", "function")
                    .put("name", tool.name())
                    .put("description", tool.description())
                    // true is the default here, and refuses schemas with optional fields
                    .put("strict", false)
                    .set("parameters", tool.parameters());
        }
        switch (request.options().tools().choice()) {
            case ToolChoice.Auto _ -> {}
            case ToolChoice.Any _ -> body.put("tool_choice", "required");
            case ToolChoice.None _ -> body.put("tool_choice", "none");
            case ToolChoice.Named(var name) ->
                    body.putObject("tool_choice").put("type", "function").put("name", name);
        }
        if (request.options().tools().parallel() != null) {
            body.put("parallel_tool_calls", request.options().tools().parallel());
        }
    }

    private static void format(ResponseFormat format, ObjectNode body) {
        switch (format) {
            case ResponseFormat.Text _ -> {}
            case ResponseFormat.JsonObject _ ->
                    body.putObject("text").putObject("format").put("type", "json_object");
            case ResponseFormat.JsonSchema(var name, var schema, var strict) ->
                    body.putObject("text")
                            .putObject("format")
                            .put("type", "json_schema")
                            .put("name", name)
                            .put("strict", strict)
                            .set("schema", schema);
        }
    }

    private static void options(ChatRequest request, ObjectNode body) {
        var options = request.options();
        if (request.traits().takesSampling()) {
            if (request.temperature() != null) {
                body.put("temperature", request.temperature());
            }
            if (options.sampling().topP() != null) {
                body.put("top_p", options.sampling().topP());
            }
        }
        if (request.traits().thinking() != Thinking.NONE) {
            // nothing is stored at the vendor, so the thoughts must come to us, sealed
            body.putArray("include").add("reasoning.encrypted_content");
            if (options.effort().level() != null) {
                body.putObject("reasoning")
                        .put("effort", options.effort().level().word())
                        .put("summary", "auto");
            }
        }
        if (options.service().tier() != null) {
            body.put("service_tier", options.service().tier());
        }
        if (options.service().cache().key() != null) {
            body.put("prompt_cache_key", options.service().cache().key());
        }
        if (options.service().endUser() != null) {
            body.put("safety_identifier", options.service().endUser());
        }
    }
}
