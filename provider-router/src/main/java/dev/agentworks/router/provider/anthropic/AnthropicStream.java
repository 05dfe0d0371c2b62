package dev.agentworks.router.provider.anthropic;

import dev.agentworks.router.provider.model.FinishReason;
import dev.agentworks.router.provider.spi.ResponseBuilder;
import dev.agentworks.router.provider.spi.Vendor.StreamReader;
import dev.agentworks.starter.sse.ServerSentEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the events of a message. The input's figures come first and stay; the output's are told at
 * the end, cumulated. Events it does not know are skipped, as the vendor asks.
 */
final class AnthropicStream implements StreamReader {
    /** A thought with its signature. */
    static final String THINKING = "anthropic";

    /** A thought that only the vendor can read. */
    static final String REDACTED = "anthropic-redacted";

    private final JsonMapper json;
    private final ResponseBuilder response;
    private final AnthropicUsage usage;

    AnthropicStream(JsonMapper json, ResponseBuilder response) {
        this.json = json;
        this.response = response;
        this.usage = new AnthropicUsage(response);
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
            case "message_stop" -> response.end();
            case "error" -> response.fail(AnthropicErrors.inStream(data.path("error")));
            default -> {}
        }
    }

    private void start(JsonNode message) {
        response.answeredBy(
                message.path("model").asStringOpt().orElse(null),
                message.path("id").asStringOpt().orElse(null));
        usage.started(message.path("usage"));
    }

    private void block(int index, JsonNode block) {
        switch (block.path("type").asString("")) {
            case "text" -> response.text(block.path("text").asString(""));
            case "tool_use" -> {
                response.tool(
                        index, block.path("id").asString(""), block.path("name").asString(""));
                var input = block.path("input");
                if (input.isObject() && !input.isEmpty()) {
                    response.arguments(index, json.writeValueAsString(input));
                }
            }
            case "thinking" ->
                    response.reasoning(index, THINKING, block.path("thinking").asString(""));
            case "redacted_thinking" ->
                    response.reasoningData(index, REDACTED, block.path("data").asString(""));
            default -> {}
        }
    }

    private void delta(int index, JsonNode delta) {
        switch (delta.path("type").asString("")) {
            case "text_delta" -> response.text(delta.path("text").asString(""));
            case "input_json_delta" -> {
                var fragment = delta.path("partial_json").asString("");
                if (!fragment.isEmpty() && response.hasTool(index)) {
                    response.arguments(index, fragment);
                }
            }
            case "thinking_delta" ->
                    response.reasoning(index, THINKING, delta.path("thinking").asString(""));
            case "signature_delta" ->
                    response.reasoningData(index, THINKING, delta.path("signature").asString(""));
            default -> {}
        }
    }

    private void messageDelta(JsonNode data) {
        var reason = data.path("delta").path("stop_reason").asString("");
        if (!reason.isEmpty()) {
            response.finished(reason(reason));
        }
        usage.told(data.path("usage"));
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
