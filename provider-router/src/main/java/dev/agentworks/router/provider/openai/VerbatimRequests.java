package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.ModelTraits.Thinking;
import dev.agentworks.router.provider.model.ResponseFormat;
import dev.agentworks.router.provider.model.Verbatim;
import dev.agentworks.router.provider.openai.OpenAiDialect.Flag;
import dev.agentworks.router.provider.openai.OpenAiDialect.Structured;
import dev.agentworks.router.provider.spi.UnsupportedRequestException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Hands on a request that is written in Chat Completions' words already: for the model that was
 * chosen, without what this server would refuse, and with what we need to count.
 */
final class VerbatimRequests {
    private final JsonMapper json;
    private final OpenAiDialect dialect;

    VerbatimRequests(JsonMapper json, OpenAiDialect dialect) {
        this.json = json;
        this.dialect = dialect;
    }

    ObjectNode body(ChatRequest request, Verbatim words) {
        possible(request.options().output().format());
        var body = json.createObjectNode();
        body.put("model", request.model());
        words.body()
                .properties()
                .forEach(field -> {
                    if (isHandedOn(field.getKey(), request)) {
                        body.set(field.getKey(), understood(field.getKey(), field.getValue()));
                    }
                });
        if (words.body().hasNonNull("max_tokens")
                || words.body().hasNonNull("max_completion_tokens")) {
            body.put(dialect.maxTokensField(), request.maxTokens());
        }
        if (!words.whole()) {
            streamed(body);
        }
        return body;
    }

    private void streamed(ObjectNode body) {
        body.put("stream", true);
        if (dialect.has(Flag.STREAM_OPTIONS)) {
            var options = body.putObject("stream_options").put("include_usage", true);
            if (dialect.has(Flag.OBFUSCATION)) {
                options.put("include_obfuscation", false);
            }
        }
    }

    private boolean isHandedOn(String field, ChatRequest request) {
        return switch (field) {
            case "model", "stream", "stream_options", "max_tokens", "max_completion_tokens" ->
                    false;
            case "temperature", "top_p" -> request.traits().takesSampling();
            case "reasoning_effort" ->
                    request.traits().thinking() != Thinking.NONE
                            && dialect.has(Flag.REASONING_EFFORT);
            case "parallel_tool_calls" -> dialect.has(Flag.PARALLEL_TOOL_CALLS);
            case "service_tier" -> dialect.has(Flag.SERVICE_TIER);
            case "prompt_cache_key", "safety_identifier" -> dialect.has(Flag.PROMPT_CACHE_KEY);
            default -> true;
        };
    }

    private JsonNode understood(String field, JsonNode value) {
        return field.equals("messages") && !dialect.has(Flag.DEVELOPER_ROLE)
                ? withoutDeveloper(value)
                : value;
    }

    private JsonNode withoutDeveloper(JsonNode messages) {
        var told = json.createArrayNode();
        for (var message : messages) {
            told.add(
                    message.path("role").asString("").equals("developer")
                            ? ((ObjectNode) message.deepCopy()).put("role", "system")
                            : message);
        }
        return told;
    }

    private void possible(ResponseFormat format) {
        boolean can =
                switch (format) {
                    case ResponseFormat.Text _ -> true;
                    case ResponseFormat.JsonObject _ -> dialect.structured() != Structured.NONE;
                    case ResponseFormat.JsonSchema _ ->
                            dialect.structured() == Structured.JSON_SCHEMA;
                };
        if (!can) {
            throw new UnsupportedRequestException("This provider has no output of such a format.");
        }
    }
}
