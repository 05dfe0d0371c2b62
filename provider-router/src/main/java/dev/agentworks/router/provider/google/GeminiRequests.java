package dev.agentworks.router.provider.google;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.ReasoningEffort;
import dev.agentworks.router.provider.model.ResponseFormat;
import dev.agentworks.router.provider.model.ToolChoice;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Writes a request as Gemini wants it, in the Gemini API and in Vertex AI. */
final class GeminiRequests {
    private final JsonMapper json;
    private final GeminiContents contents;

    GeminiRequests(JsonMapper json, boolean callIds) {
        this.json = json;
        this.contents = new GeminiContents(callIds);
    }

    ObjectNode body(ChatRequest request) {
        var body = json.createObjectNode();
        if (request.system() != null) {
            body.putObject("systemInstruction")
                    .putArray("parts")
                    .addObject()
                    .put("text", request.system());
        }
        contents.write(request, body.putArray("contents"));
        tools(request, body);
        var configuration = body.putObject("generationConfig");
        sampling(request, configuration);
        configuration.put("maxOutputTokens", request.maxTokens());
        format(request, configuration);
        thinking(request, configuration);
        if (request.traits().makesImages()) {
            configuration.putArray("responseModalities").add("TEXT").add("IMAGE");
        }
        if (request.options().service().tier() != null) {
            body.put("serviceTier", request.options().service().tier());
        }
        return body;
    }

    private static void tools(ChatRequest request, ObjectNode body) {
        if (request.tools().isEmpty()) {
            return;
        }
        var declarations = body.putArray("tools").addObject().putArray("functionDeclarations");
        for (var tool : request.tools()) {
            declarations
                    .addObject()
                    .put("name", tool.name())
                    .put("description", tool.description())
                    // the field that takes JSON Schema as it is, not the vendor's own subset
                    .set("parametersJsonSchema", tool.parameters());
        }
        var choice = request.options().tools().choice();
        if (choice instanceof ToolChoice.Auto) {
            return;
        }
        var calling = body.putObject("toolConfig").putObject("functionCallingConfig");
        switch (choice) {
            case ToolChoice.Auto _ -> {}
            case ToolChoice.Any _ -> calling.put("mode", "ANY");
            case ToolChoice.None _ -> calling.put("mode", "NONE");
            case ToolChoice.Named(var name) ->
                    calling.put("mode", "ANY").putArray("allowedFunctionNames").add(name);
        }
    }

    private static void sampling(ChatRequest request, ObjectNode configuration) {
        var options = request.options();
        if (request.traits().takesSampling()) {
            if (request.temperature() != null) {
                configuration.put("temperature", request.temperature());
            }
            if (options.sampling().topP() != null) {
                configuration.put("topP", options.sampling().topP());
            }
        }
        if (options.sampling().seed() != null) {
            configuration.put("seed", options.sampling().seed());
        }
        if (!options.sampling().stop().isEmpty()) {
            var stops = configuration.putArray("stopSequences");
            options.sampling().stop().forEach(stops::add);
        }
    }

    private static void format(ChatRequest request, ObjectNode configuration) {
        switch (request.options().output().format()) {
            case ResponseFormat.Text _ -> {}
            case ResponseFormat.JsonObject _ ->
                    configuration.put("responseMimeType", "application/json");
            case ResponseFormat.JsonSchema(var _, var schema, var _) ->
                    configuration
                            .put("responseMimeType", "application/json")
                            .set("responseJsonSchema", schema);
        }
    }

    private static void thinking(ChatRequest request, ObjectNode configuration) {
        var effort = request.options().effort().level();
        if (effort == null) {
            return;
        }
        var tokens = request.options().effort().tokens();
        switch (request.traits().thinking()) {
            case NONE -> {}
            case EFFORT, ADAPTIVE ->
                    configuration
                            .putObject("thinkingConfig")
                            .put("thinkingLevel", level(effort))
                            .put("includeThoughts", true);
            case BUDGET ->
                    configuration
                            .putObject("thinkingConfig")
                            .put("thinkingBudget", tokens == null ? budget(effort) : tokens)
                            .put("includeThoughts", effort != ReasoningEffort.NONE);
        }
    }

    private static String level(ReasoningEffort effort) {
        return switch (effort) {
            case NONE, MINIMAL -> "MINIMAL";
            case LOW -> "LOW";
            case MEDIUM -> "MEDIUM";
            case HIGH, XHIGH, MAX -> "HIGH";
        };
    }

    private static int budget(ReasoningEffort effort) {
        return switch (effort) {
            case NONE -> 0;
            case MINIMAL -> 512;
            case LOW -> 1_024;
            case MEDIUM -> 8_192;
            case HIGH, XHIGH, MAX -> 24_576;
        };
    }
}
