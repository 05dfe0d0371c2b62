package dev.agentworks.router.openai;

import dev.agentworks.router.provider.model.ChatOptions;
import dev.agentworks.router.provider.model.ChatOptions.Effort;
import dev.agentworks.router.provider.model.ChatOptions.Output;
import dev.agentworks.router.provider.model.ChatOptions.Sampling;
import dev.agentworks.router.provider.model.ChatOptions.Service;
import dev.agentworks.router.provider.model.ChatOptions.Tools;
import dev.agentworks.router.provider.model.ChatRequest;
import dev.agentworks.router.provider.model.ModelTraits;
import dev.agentworks.router.provider.model.PromptCache;
import dev.agentworks.router.provider.model.ReasoningEffort;
import dev.agentworks.router.provider.model.ResponseFormat;
import dev.agentworks.router.provider.model.ToolChoice;
import dev.agentworks.router.provider.model.ToolDefinition;
import dev.agentworks.router.provider.model.Verbatim;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A request for a chat completion.
 *
 * @param includeUsage whether the stream shall end with its figures
 */
record ChatCompletionRequest(String model, boolean stream, boolean includeUsage, ChatRequest chat) {
    /**
     * Only vendors that speak Chat Completions themselves can honour these. What is a mere hint,
     * such as a seed or a name of the end user, is left out for the others.
     */
    private static final List<String> THEIRS =
            List.of(
                    "logprobs",
                    "top_logprobs",
                    "logit_bias",
                    "frequency_penalty",
                    "presence_penalty",
                    "audio",
                    "prediction",
                    "web_search_options");

    private static final int MOST_TOOLS = 128;
    private static final int MOST_TOKENS = 10_000_000;

    static ChatCompletionRequest of(JsonNode read) {
        if (!(read instanceof ObjectNode object)) {
            throw OpenAiException.invalid(null, "invalid_type", "The body must be a JSON object.");
        }
        var body = new JsonFields(object, "");
        var model = body.requiredText("model");
        boolean stream = body.flag("stream");
        refuseWhatNobodyHas(body);
        var messages = new MessagesReader(body);
        var limit = limit(body);
        var chat =
                new ChatRequest(
                        model,
                        messages.system(),
                        messages.all(),
                        tools(body),
                        body.number("temperature", 0, 2),
                        limit == null ? Integer.MAX_VALUE : limit,
                        options(body),
                        ModelTraits.PLAIN,
                        new Verbatim(object, !stream, needed(body)));
        boolean usage =
                stream
                        && body.has("stream_options")
                        && body.at("stream_options").flag("include_usage");
        return new ChatCompletionRequest(model, stream, usage, chat);
    }

    private static void refuseWhatNobodyHas(JsonFields body) {
        var n = body.integer("n", 1, 128);
        if (n != null && n != 1) {
            throw body.unsupported("n", "Only one answer is made for a request: 'n' must be 1.");
        }
        for (var old : List.of("functions", "function_call")) {
            if (body.has(old)) {
                throw OpenAiException.invalid(
                        old,
                        "unsupported_parameter",
                        "'%s' is not supported: use 'tools'.".formatted(old));
            }
        }
        for (var modality : body.texts("modalities")) {
            if (!modality.equals("text")) {
                throw body.unsupported("modalities", "Only text is answered.");
            }
        }
    }

    private static @Nullable Integer limit(JsonFields body) {
        var limit = body.integer("max_completion_tokens", 1, MOST_TOKENS);
        return limit != null ? limit : body.integer("max_tokens", 1, MOST_TOKENS);
    }

    private static Set<String> needed(JsonFields body) {
        var needed = new HashSet<String>();
        for (var field : THEIRS) {
            if (says(body.get(field))) {
                needed.add(field);
            }
        }
        return needed;
    }

    private static boolean says(JsonNode value) {
        return !value.isMissingNode()
                && !value.isNull()
                && !(value.isBoolean() && !value.booleanValue())
                && !(value.isNumber() && value.decimalValue().signum() == 0)
                && !(value.isContainer() && value.isEmpty());
    }

    private static ChatOptions options(JsonFields body) {
        return new ChatOptions(
                new Sampling(
                        body.number("top_p", 0, 1),
                        body.integer("seed", Integer.MIN_VALUE, Integer.MAX_VALUE),
                        body.texts("stop")),
                new Output(format(body), null),
                new Tools(toolChoice(body), body.optionalFlag("parallel_tool_calls")),
                new Effort(effort(body), null),
                new Service(
                        body.text("service_tier"),
                        new PromptCache(
                                body.text("prompt_cache_key"),
                                Set.of(),
                                PromptCache.Lifetime.MINUTES_5),
                        endUser(body)));
    }

    private static @Nullable String endUser(JsonFields body) {
        var named = body.text("safety_identifier");
        return named == null ? body.text("user") : named;
    }

    private static @Nullable ReasoningEffort effort(JsonFields body) {
        var word = body.text("reasoning_effort");
        if (word == null) {
            return null;
        }
        for (var effort : ReasoningEffort.values()) {
            if (effort.word().equals(word.toLowerCase(Locale.ROOT))) {
                return effort;
            }
        }
        throw body.unsupported(
                "reasoning_effort", "'reasoning_effort' cannot be '%s'.".formatted(word));
    }

    private static ResponseFormat format(JsonFields body) {
        if (!body.has("response_format")) {
            return ResponseFormat.TEXT;
        }
        var format = body.at("response_format");
        var type = format.requiredText("type");
        return switch (type) {
            case "text" -> ResponseFormat.TEXT;
            case "json_object" -> new ResponseFormat.JsonObject();
            case "json_schema" -> {
                var schema = format.at("json_schema");
                yield new ResponseFormat.JsonSchema(
                        schema.requiredText("name"),
                        schema.at("schema").object(),
                        schema.flag("strict"));
            }
            default ->
                    throw format.unsupported(
                            "type", "Answers of format '%s' are not supported.".formatted(type));
        };
    }

    private static ToolChoice toolChoice(JsonFields body) {
        var choice = body.get("tool_choice");
        if (choice.isMissingNode() || choice.isNull()) {
            return ToolChoice.AUTO;
        }
        if (choice.isObject()) {
            return new ToolChoice.Named(body.at("tool_choice").at("function").requiredText("name"));
        }
        var word = choice.asString("");
        return switch (word) {
            case "auto" -> ToolChoice.AUTO;
            case "none" -> new ToolChoice.None();
            case "required" -> new ToolChoice.Any();
            default ->
                    throw body.unsupported(
                            "tool_choice",
                            "'tool_choice' must be none, auto, required or a function.");
        };
    }

    private static List<ToolDefinition> tools(JsonFields body) {
        var tools = new ArrayList<ToolDefinition>();
        if (!body.has("tools")) {
            return tools;
        }
        int count = body.list("tools").size();
        if (count > MOST_TOOLS) {
            throw OpenAiException.invalid(
                    "tools",
                    "array_above_max_length",
                    "There may be %d tools at most.".formatted(MOST_TOOLS));
        }
        var names = new HashSet<String>();
        for (int i = 0; i < count; i++) {
            var tool = tool(body.at("tools", i));
            if (!names.add(tool.name())) {
                throw OpenAiException.invalid(
                        "tools",
                        "invalid_value",
                        "Two tools are called '%s'.".formatted(tool.name()));
            }
            tools.add(tool);
        }
        return tools;
    }

    private static ToolDefinition tool(JsonFields tool) {
        var type = tool.requiredText("type");
        if (!type.equals("function")) {
            throw tool.unsupported("type", "Tools of type '%s' are not supported.".formatted(type));
        }
        var function = tool.at("function");
        var parameters =
                function.has("parameters")
                        ? function.at("parameters").object()
                        : JsonNodeFactory.instance.objectNode().put("type", "object");
        return new ToolDefinition(
                function.requiredText("name"),
                Objects.requireNonNullElse(function.text("description"), ""),
                parameters);
    }
}
