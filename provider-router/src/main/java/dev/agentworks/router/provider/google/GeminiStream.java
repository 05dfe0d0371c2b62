package dev.agentworks.router.provider.google;

import dev.agentworks.router.provider.AnswerBuilder;
import dev.agentworks.router.provider.FailureClass;
import dev.agentworks.router.provider.FinishReason;
import dev.agentworks.router.provider.ServerSentEvent;
import dev.agentworks.router.provider.Tokens;
import dev.agentworks.router.provider.Vendor.StreamReader;
import dev.agentworks.router.provider.VendorFailure;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads fragments of generated content. Nothing marks the end but a finish reason in the last
 * fragment; usage comes with many of them, cumulated.
 */
final class GeminiStream implements StreamReader {
    private final JsonMapper json;
    private final AnswerBuilder answer;
    private boolean finished;

    GeminiStream(JsonMapper json, AnswerBuilder answer) {
        this.json = json;
        this.answer = answer;
    }

    @Override
    public void event(ServerSentEvent event) {
        var data = json.readTree(event.data());
        var fragment = data.isArray() && !data.isEmpty() ? data.get(0) : data;
        if (fragment.hasNonNull("error")) {
            answer.fail(Gemini.failure(200, fragment.get("error"), null));
            return;
        }
        answer.answeredBy(
                fragment.path("modelVersion").asStringOpt().orElse(null),
                fragment.path("responseId").asStringOpt().orElse(null));
        var candidate = fragment.path("candidates").path(0);
        candidate.path("content").path("parts").forEach(this::part);
        usage(fragment.path("usageMetadata"), finished || candidate.hasNonNull("finishReason"));
        if (candidate.hasNonNull("finishReason")) {
            finish(candidate.get("finishReason").asString(""));
        } else if (fragment.path("promptFeedback").hasNonNull("blockReason")) {
            usage(fragment.path("usageMetadata"), true);
            end(FinishReason.CONTENT_FILTER);
        }
    }

    private void part(JsonNode part) {
        if (part.path("thought").asBoolean(false)) {
            return;
        }
        answer.text(part.path("text").asString(""));
        var call = part.path("functionCall");
        if (call.isObject()) {
            int index = answer.toolCount();
            // an id may be absent; it must be unlike those of other turns
            var id = call.path("id").asString("call_" + UUID.randomUUID());
            answer.tool(index, id, call.path("name").asString(""));
            if (call.path("args").isObject()) {
                answer.arguments(index, json.writeValueAsString(call.get("args")));
            }
            if (part.hasNonNull("thoughtSignature")) {
                answer.signature(index, part.get("thoughtSignature").asString(""));
            }
        }
    }

    private void usage(JsonNode usage, boolean last) {
        if (!usage.isObject()) {
            return;
        }
        long prompt =
                usage.path("promptTokenCount").asLong(0)
                        + usage.path("toolUsePromptTokenCount").asLong(0);
        long cached = Math.min(prompt, usage.path("cachedContentTokenCount").asLong(0));
        var used =
                Tokens.within(prompt, cached, 0)
                        .withOutput(
                                usage.path("candidatesTokenCount").asLong(0)
                                        + usage.path("thoughtsTokenCount").asLong(0),
                                usage.path("thoughtsTokenCount").asLong(0),
                                0);
        if (last) {
            answer.used(used);
        } else {
            answer.inputUsed(used);
        }
    }

    private void finish(String reason) {
        switch (reason) {
            case "STOP" -> end(FinishReason.STOP);
            case "MAX_TOKENS" -> end(FinishReason.LENGTH);
            case "SAFETY",
                    "RECITATION",
                    "BLOCKLIST",
                    "PROHIBITED_CONTENT",
                    "SPII",
                    "LANGUAGE",
                    "IMAGE_SAFETY" ->
                    end(FinishReason.CONTENT_FILTER);
            default ->
                    answer.fail(
                            VendorFailure.of(
                                    FailureClass.INVALID_OUTPUT,
                                    "Google Gemini ended with %s.".formatted(reason)));
        }
    }

    private void end(FinishReason reason) {
        answer.finished(reason);
        answer.complete();
        finished = true;
    }
}
