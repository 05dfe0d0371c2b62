package dev.agentworks.router.provider.google;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.FinishReason;
import dev.agentworks.router.provider.model.Image;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.spi.ResponseBuilder;
import dev.agentworks.router.provider.spi.Vendor.StreamReader;
import dev.agentworks.starter.sse.ServerSentEvent;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads fragments of generated content. Nothing marks the end but a finish reason in the last
 * fragment; usage comes with many of them, cumulated.
 */
final class GeminiStream implements StreamReader {
    /** The readable thoughts, which do not go back. */
    static final String THOUGHTS = "google-thoughts";

    /** A signature of the text before it. */
    static final String SIGNS_TEXT = "google-text";

    /** A signature on a part without text. */
    static final String SIGNS_NOTHING = "google-empty";

    private final JsonMapper json;
    private final String provider;
    private final ResponseBuilder response;
    private boolean finished;
    private int signatures;

    GeminiStream(JsonMapper json, String provider, ResponseBuilder response) {
        this.json = json;
        this.provider = provider;
        this.response = response;
    }

    @Override
    public void event(ServerSentEvent event) {
        var data = json.readTree(event.data());
        var fragment = data.isArray() && !data.isEmpty() ? data.get(0) : data;
        if (fragment.hasNonNull("error")) {
            response.fail(GeminiErrors.inStream(provider, fragment.get("error")));
            return;
        }
        response.answeredBy(
                fragment.path("modelVersion").asStringOpt().orElse(null),
                fragment.path("responseId").asStringOpt().orElse(null));
        var candidate = fragment.path("candidates").path(0);
        candidate.path("content").path("parts").forEach(this::part);
        var blocked = fragment.path("promptFeedback").hasNonNull("blockReason");
        usage(fragment.path("usageMetadata"), candidate.hasNonNull("finishReason") || blocked);
        if (candidate.hasNonNull("finishReason")) {
            finish(candidate.get("finishReason").asString(""));
        } else if (blocked) {
            end(FinishReason.CONTENT_FILTER);
        }
    }

    private void part(JsonNode part) {
        var text = part.path("text").asString("");
        if (part.path("thought").asBoolean(false)) {
            response.reasoning(-1, THOUGHTS, text);
            return;
        }
        response.text(text);
        var picture = part.path("inlineData");
        if (picture.isObject()) {
            response.image(
                    new Image(
                            picture.path("mimeType").asString("image/png"),
                            picture.path("data").asString("")));
        }
        var signature = part.path("thoughtSignature").asString("");
        if (part.path("functionCall").isObject()) {
            call(part.get("functionCall"), signature);
        } else if (!signature.isEmpty()) {
            response.reasoningData(
                    signatures++, text.isEmpty() ? SIGNS_NOTHING : SIGNS_TEXT, signature);
        }
    }

    private void call(JsonNode call, String signature) {
        int index = response.toolCount();
        // an id may be absent; it must be unlike those of other turns
        var id = call.path("id").asString("");
        response.tool(
                index,
                id.isEmpty() ? "call_" + UUID.randomUUID() : id,
                call.path("name").asString(""));
        if (call.path("args").isObject()) {
            response.arguments(index, json.writeValueAsString(call.get("args")));
        }
        if (!signature.isEmpty()) {
            response.signature(index, signature);
        }
    }

    private void usage(JsonNode usage, boolean last) {
        if (!usage.isObject()) {
            return;
        }
        response.tier(GeminiUsage.tier(usage));
        if (last || finished) {
            response.used(GeminiUsage.tokens(usage));
        } else {
            response.inputUsed(GeminiUsage.tokens(usage));
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
                    "IMAGE_SAFETY",
                    "IMAGE_PROHIBITED_CONTENT",
                    "IMAGE_RECITATION" ->
                    end(FinishReason.CONTENT_FILTER);
            // a call that cannot be read, a tool that there is not, no picture: once more may help
            default ->
                    response.fail(
                            VendorFailure.of(
                                    FailureClass.INVALID_OUTPUT,
                                    "%s ended with %s.".formatted(provider, reason)));
        }
    }

    private void end(FinishReason reason) {
        response.finished(reason);
        response.complete();
        finished = true;
    }
}
