package dev.agentworks.router.openai;

import dev.agentworks.router.ledger.Outcome;
import dev.agentworks.router.provider.model.Image;
import dev.agentworks.router.provider.model.ModelResponse;
import dev.agentworks.router.provider.model.Reasoning;
import dev.agentworks.router.provider.model.Tokens;
import dev.agentworks.router.provider.model.ToolCall;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes the outcome of a call as a chat completion. */
final class ChatCompletionWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private ChatCompletionWriter() {}

    /** A whole completion, for vendors that do not speak Chat Completions themselves. */
    static ObjectNode completion(String id, long created, Outcome outcome) {
        var response = outcome.response();
        var completion =
                JSON.objectNode()
                        .put("id", id)
                        .put("object", "chat.completion")
                        .put("created", created)
                        .put("model", model(outcome));
        var choice = completion.putArray("choices").addObject().put("index", 0);
        message(response, choice.putObject("message"));
        choice.putNull("logprobs").put("finish_reason", reason(response));
        completion.set("usage", usage(response.tokens()));
        completion.set("agentworks", extension(id, outcome));
        return completion;
    }

    /** Our extension: which target answered, and the cost. */
    static ObjectNode extension(String id, Outcome outcome) {
        return JSON.objectNode()
                .put("call_id", id)
                .put("provider", outcome.answerer().provider())
                .put("model", outcome.answerer().model())
                .put("simulated", outcome.answerer().simulated())
                .put("cost", outcome.charge().cost().toPlainString())
                .put("price", outcome.charge().price().toPlainString());
    }

    /** The object with our extension as its last member; nothing else of it is touched. */
    static String extended(String object, ObjectNode extension) {
        int end = object.lastIndexOf('}');
        return object.substring(0, end) + ",\"agentworks\":" + extension + "}";
    }

    static byte[] extended(byte[] object, ObjectNode extension) {
        int end = object.length;
        while (object[--end] != '}') {
            // only blanks may follow the last brace of what was read as an object
        }
        var more = (",\"agentworks\":" + extension + "}").getBytes(StandardCharsets.UTF_8);
        var all = new byte[end + more.length];
        System.arraycopy(object, 0, all, 0, end);
        System.arraycopy(more, 0, all, end, more.length);
        return all;
    }

    static ObjectNode usage(Tokens tokens) {
        var usage =
                JSON.objectNode()
                        .put("prompt_tokens", tokens.input())
                        .put("completion_tokens", tokens.output())
                        .put("total_tokens", tokens.total());
        usage.putObject("prompt_tokens_details")
                .put("cached_tokens", tokens.cachedInput())
                .put("cache_write_tokens", tokens.cacheWrite());
        usage.putObject("completion_tokens_details").put("reasoning_tokens", tokens.reasoning());
        return usage;
    }

    static String reason(ModelResponse response) {
        return Objects.requireNonNull(response.finishReason()).name().toLowerCase(Locale.ROOT);
    }

    static String model(Outcome outcome) {
        var told = outcome.response().model();
        return told == null ? outcome.answerer().model() : told;
    }

    static ObjectNode image(Image image) {
        var url =
                image.isAddress()
                        ? image.data()
                        : "data:%s;base64,%s".formatted(image.mediaType(), image.data());
        var part = JSON.objectNode().put("type", "image_url");
        part.putObject("image_url").put("url", url);
        return part;
    }

    static void sign(ToolCall call, ObjectNode target) {
        if (call.signature() != null) {
            target.putObject("extra_content")
                    .putObject("google")
                    .put("thought_signature", call.signature());
        }
    }

    private static void message(ModelResponse response, ObjectNode message) {
        boolean refused = response.refusal() != null;
        message.put("role", "assistant")
                .put("content", response.text().isEmpty() || refused ? null : response.text())
                .put("refusal", response.refusal());
        var thoughts =
                response.reasoning().stream()
                        .map(Reasoning::text)
                        .filter(Objects::nonNull)
                        .collect(Collectors.joining());
        if (!thoughts.isEmpty()) {
            message.put("reasoning_content", thoughts);
        }
        if (!response.toolCalls().isEmpty()) {
            calls(response, message.putArray("tool_calls"));
        }
        if (!response.images().isEmpty()) {
            var images = message.putArray("images");
            response.images().forEach(image -> images.add(image(image)));
        }
    }

    private static void calls(ModelResponse response, ArrayNode target) {
        for (var call : response.toolCalls()) {
            var written = target.addObject().put("id", call.id()).put("type", "function");
            written.putObject("function")
                    .put("name", call.name())
                    .put("arguments", call.argumentText());
            sign(call, written);
        }
    }
}
