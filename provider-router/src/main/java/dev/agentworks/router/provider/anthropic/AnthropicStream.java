package dev.agentworks.router.provider.anthropic;

import dev.agentworks.router.provider.AnswerBuilder;
import dev.agentworks.router.provider.FinishReason;
import dev.agentworks.router.provider.Refusals;
import dev.agentworks.router.provider.ServerSentEvent;
import dev.agentworks.router.provider.Tokens;
import dev.agentworks.router.provider.Vendor.StreamReader;
import dev.agentworks.router.provider.VendorFailure;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the events of a message. The input's figures come first and stay; the output's are told at
 * the end, cumulated. Events it does not know are skipped, as the vendor asks.
 */
final class AnthropicStream implements StreamReader {
    private final JsonMapper json;
    private final AnswerBuilder answer;

    AnthropicStream(JsonMapper json, AnswerBuilder answer) {
        this.json = json;
        this.answer = answer;
    }

    @Override
    public void event(ServerSentEvent event) {
        var data = json.readTree(event.data());
        switch (data.path("type").asString("")) {
            case "message_start" -> start(data.path("message"));
            case "content_block_start" ->
                    block(data.path("index").asInt(0), data.path("content_block"));
            case "content_block_delta" -> delta(data.path("index").asInt(0), data.path("delta"));
            case "message_delta" -> messageDelta(data);
            case "message_stop" -> answer.end();
            case "error" -> fail(data.path("error"));
            default -> {}
        }
    }

    private void start(JsonNode message) {
        answer.answeredBy(
                message.path("model").asStringOpt().orElse(null),
                message.path("id").asStringOpt().orElse(null));
        // its output figure is a placeholder
        answer.inputUsed(input(message.path("usage"), Tokens.NONE));
    }

    private void block(int index, JsonNode block) {
        switch (block.path("type").asString("")) {
            case "text" -> answer.text(block.path("text").asString(""));
            case "tool_use" -> {
                answer.tool(index, block.path("id").asString(""), block.path("name").asString(""));
                var input = block.path("input");
                if (input.isObject() && !input.isEmpty()) {
                    answer.arguments(index, json.writeValueAsString(input));
                }
            }
            default -> {}
        }
    }

    private void delta(int index, JsonNode delta) {
        switch (delta.path("type").asString("")) {
            case "text_delta" -> answer.text(delta.path("text").asString(""));
            case "input_json_delta" -> {
                var fragment = delta.path("partial_json").asString("");
                if (!fragment.isEmpty() && answer.hasTool(index)) {
                    answer.arguments(index, fragment);
                }
            }
            default -> {}
        }
    }

    private void messageDelta(JsonNode data) {
        var reason = data.path("delta").path("stop_reason").asString("");
        if (!reason.isEmpty()) {
            answer.finished(reason(reason));
        }
        var usage = data.path("usage");
        if (usage.hasNonNull("output_tokens")) {
            var input = input(usage, answer.tokens());
            long output = usage.get("output_tokens").asLong(0);
            long thought =
                    Math.min(
                            output,
                            usage.path("output_tokens_details").path("thinking_tokens").asLong(0));
            answer.used(input.withOutput(output, thought, 0));
        }
    }

    private void fail(JsonNode error) {
        var kind = Anthropic.kind(error.path("type").asString(""));
        answer.fail(
                VendorFailure.of(
                        kind,
                        Refusals.message(
                                kind, "Anthropic", 200, error.path("message").asString(""))));
    }

    /** Fields that are absent or null keep what was told before. */
    private static Tokens input(JsonNode usage, Tokens before) {
        long written = figure(usage, "cache_creation_input_tokens", before.cacheWrite());
        long hour =
                Math.min(
                        written,
                        figure(
                                usage.path("cache_creation"),
                                "ephemeral_1h_input_tokens",
                                before.cacheWrite1h()));
        return new Tokens(
                figure(usage, "input_tokens", before.freshInput()),
                figure(usage, "cache_read_input_tokens", before.cachedInput()),
                written - hour,
                hour,
                0,
                0,
                0);
    }

    private static long figure(JsonNode usage, String name, long before) {
        return usage.hasNonNull(name) ? usage.get(name).asLong(before) : before;
    }

    private static FinishReason reason(String reason) {
        return switch (reason) {
            case "max_tokens", "model_context_window_exceeded" -> FinishReason.LENGTH;
            case "tool_use" -> FinishReason.TOOL_CALLS;
            case "refusal" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.STOP;
        };
    }
}
