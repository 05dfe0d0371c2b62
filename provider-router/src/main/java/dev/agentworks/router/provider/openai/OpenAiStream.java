package dev.agentworks.router.provider.openai;

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
 * Reads chunks of a chat completion. The usage comes in a chunk without choices, and never when the
 * stream is cut; {@code [DONE]} ends it.
 */
final class OpenAiStream implements StreamReader {
    private final JsonMapper json;
    private final AnswerBuilder answer;
    private boolean refused;
    private boolean finished;

    OpenAiStream(JsonMapper json, AnswerBuilder answer) {
        this.json = json;
        this.answer = answer;
    }

    @Override
    public void event(ServerSentEvent event) {
        if (event.data().equals("[DONE]")) {
            answer.end();
            return;
        }
        var chunk = json.readTree(event.data());
        if (chunk.hasNonNull("error")) {
            fail(chunk.get("error"));
            return;
        }
        answer.answeredBy(
                chunk.path("model").asStringOpt().orElse(null),
                chunk.path("id").asStringOpt().orElse(null));
        if (chunk.hasNonNull("usage")) {
            answer.used(tokens(chunk.get("usage")));
        }
        for (var choice : chunk.path("choices")) {
            choice(choice);
        }
        // servers that speak this format may forget the last marker
        if (finished && chunk.hasNonNull("usage")) {
            answer.complete();
        }
    }

    private void choice(JsonNode choice) {
        var delta = choice.path("delta");
        answer.text(delta.path("content").asString(""));
        var refusal = delta.path("refusal").asString("");
        if (!refusal.isEmpty()) {
            refused = true;
            answer.text(refusal);
        }
        for (var call : delta.path("tool_calls")) {
            toolCall(call);
        }
        var reason = choice.path("finish_reason").asString("");
        if (!reason.isEmpty()) {
            finished = true;
            answer.finished(refused ? FinishReason.CONTENT_FILTER : reason(reason));
        }
    }

    private void toolCall(JsonNode call) {
        int index = call.path("index").asInt(0);
        var function = call.path("function");
        var name = function.path("name").asString("");
        if (!answer.hasTool(index) && !name.isEmpty()) {
            var id = call.path("id").asString("");
            answer.tool(index, id.isEmpty() ? "call_" + index : id, name);
        }
        var fragment = function.path("arguments").asString("");
        if (!fragment.isEmpty()) {
            answer.arguments(index, fragment);
        }
    }

    private void fail(JsonNode error) {
        var kind =
                OpenAi.kind(200, error.path("code").asString(""), error.path("type").asString(""));
        answer.fail(
                VendorFailure.of(
                        kind,
                        Refusals.message(kind, "OpenAI", 200, error.path("message").asString(""))));
    }

    private static FinishReason reason(String reason) {
        return switch (reason) {
            case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
            case "length" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.STOP;
        };
    }

    /** The prompt's figure contains the cached and written ones, the completion's the reasoning. */
    static Tokens tokens(JsonNode usage) {
        long prompt = usage.path("prompt_tokens").asLong(0);
        var promptDetails = usage.path("prompt_tokens_details");
        long cached = Math.min(prompt, promptDetails.path("cached_tokens").asLong(0));
        long written =
                Math.min(prompt - cached, promptDetails.path("cache_write_tokens").asLong(0));
        long completion = usage.path("completion_tokens").asLong(0);
        long reasoning =
                Math.min(
                        completion,
                        usage.path("completion_tokens_details").path("reasoning_tokens").asLong(0));
        return Tokens.within(prompt, cached, written).withOutput(completion, reasoning, 0);
    }
}
