package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.FinishReason;
import dev.agentworks.router.provider.model.VendorFailure;
import dev.agentworks.router.provider.model.Verbatim.Piece;
import dev.agentworks.router.provider.openai.OpenAiDialect.Flag;
import dev.agentworks.router.provider.spi.ResponseBuilder;
import dev.agentworks.router.provider.spi.Vendor.StreamReader;
import dev.agentworks.starter.sse.ServerSentEvent;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads chunks of a chat completion. The usage comes in a chunk without choices, in every chunk or
 * never, and not at all when the stream is cut; {@code [DONE]} ends it, where the server has that.
 */
final class OpenAiStream implements StreamReader {
    /** Thoughts that servers tell as text. */
    static final String REASONING = "openai-text";

    private final JsonMapper json;
    private final OpenAiDialect dialect;
    private final String provider;
    private final ResponseBuilder response;
    private final ToolCallDeltas calls;

    OpenAiStream(
            JsonMapper json, OpenAiDialect dialect, String provider, ResponseBuilder response) {
        this.json = json;
        this.dialect = dialect;
        this.provider = provider;
        this.response = response;
        this.calls = new ToolCallDeltas(response);
    }

    @Override
    public void event(ServerSentEvent event) {
        if (event.data().equals("[DONE]")) {
            response.end();
            return;
        }
        var chunk = json.readTree(event.data());
        if (chunk.hasNonNull("error")) {
            response.fail(OpenAiErrors.inStream(provider, chunk.get("error")));
            return;
        }
        response.answeredBy(
                chunk.path("model").asStringOpt().orElse(null),
                chunk.path("id").asStringOpt().orElse(null));
        response.tier(chunk.path("service_tier").asStringOpt().orElse(null));
        for (var choice : chunk.path("choices")) {
            choice(choice, choice.path("delta"));
        }
        usage(chunk);
        response.piece(event.data(), kind(chunk));
    }

    /** Reads an answer that was not streamed: a message instead of its deltas. */
    void whole(byte[] body) {
        var completion = json.readTree(body);
        if (completion.hasNonNull("error") || !completion.path("choices").isArray()) {
            response.fail(OpenAiErrors.inStream(provider, completion.path("error")));
            return;
        }
        response.answeredBy(
                completion.path("model").asStringOpt().orElse(null),
                completion.path("id").asStringOpt().orElse(null));
        response.tier(completion.path("service_tier").asStringOpt().orElse(null));
        for (var choice : completion.path("choices")) {
            choice(choice, choice.path("message"));
        }
        var usage = completion.path("usage");
        if (usage.isObject()) {
            response.used(OpenAiUsage.tokens(usage));
        }
        if (response.isFinished()) {
            response.end();
        }
        response.whole(body);
    }

    private static Piece kind(JsonNode chunk) {
        var choices = chunk.path("choices");
        if (choices.isEmpty()) {
            return Piece.USAGE;
        }
        return choices.path(0).hasNonNull("finish_reason") ? Piece.LAST : Piece.CONTENT;
    }

    @Override
    public void end() {
        // without a marker, a finish reason and a proper end of the connection are the end
        if (!dialect.has(Flag.DONE_MARKER) && response.isFinished()) {
            response.complete();
        }
    }

    private void choice(JsonNode choice, JsonNode delta) {
        reasoning(delta);
        content(delta.path("content"));
        response.refusal(delta.path("refusal").asString(""));
        for (var call : delta.path("tool_calls")) {
            calls.delta(call);
        }
        var reason = choice.path("finish_reason").asString("");
        if (!reason.isEmpty()) {
            calls.end();
        }
        switch (reason) {
            case "" -> {}
            case "error" ->
                    response.fail(
                            VendorFailure.of(
                                    FailureClass.SERVER_ERROR,
                                    "%s broke off its answer.".formatted(provider)));
            default ->
                    response.finished(
                            response.isRefused() ? FinishReason.CONTENT_FILTER : reason(reason));
        }
    }

    private void reasoning(JsonNode delta) {
        for (var field : new String[] {"reasoning_content", "reasoning"}) {
            var thought = delta.path(field).asString("");
            if (!thought.isEmpty()) {
                response.reasoning(0, REASONING, thought);
                return;
            }
        }
    }

    /** Some servers tell parts instead of a text, thoughts among them. */
    private void content(JsonNode content) {
        if (!content.isArray()) {
            response.text(content.asString(""));
            return;
        }
        for (var part : content) {
            response.text(part.path("text").asString(""));
            for (var thought : part.path("thinking")) {
                response.reasoning(0, REASONING, thought.path("text").asString(""));
            }
        }
    }

    private void usage(JsonNode chunk) {
        var usage = chunk.hasNonNull("usage") ? chunk.get("usage") : chunk.at("/x_groq/usage");
        if (!usage.isObject()) {
            return;
        }
        if (response.isFinished() || chunk.path("choices").isEmpty()) {
            response.used(OpenAiUsage.tokens(usage));
        } else {
            // a figure in the middle of the stream: what follows is not in it yet
            response.inputUsed(OpenAiUsage.tokens(usage));
        }
        // servers that speak this format may forget the last marker
        if (response.isFinished()) {
            response.complete();
        }
    }

    private static FinishReason reason(String reason) {
        return switch (reason) {
            case "tool_calls", "function_call" -> FinishReason.TOOL_CALLS;
            case "length", "model_length" -> FinishReason.LENGTH;
            case "content_filter" -> FinishReason.CONTENT_FILTER;
            default -> FinishReason.STOP;
        };
    }
}
