package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.model.FailureClass;
import dev.agentworks.router.provider.model.FinishReason;
import dev.agentworks.router.provider.model.VendorFailure;
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
        if (OpenAiChunk.isDone(event.data())) {
            response.end();
            return;
        }
        var read = json.readTree(event.data());
        var chunk = new OpenAiChunk(read);
        var error = chunk.error();
        if (error != null) {
            response.fail(OpenAiErrors.inStream(provider, error));
            return;
        }
        response.answeredBy(
                read.path("model").asStringOpt().orElse(null),
                read.path("id").asStringOpt().orElse(null));
        response.tier(read.path("service_tier").asStringOpt().orElse(null));
        for (var choice : chunk.choices()) {
            choice(choice, choice.path("delta"));
        }
        usage(chunk);
        var piece = chunk.piece();
        if (piece != null) {
            response.piece(event.data(), piece);
        }
    }

    /** Reads an answer that was not streamed: a message instead of its deltas. */
    void whole(byte[] body) {
        var completion = json.readTree(body);
        if (new OpenAiChunk(completion).error() != null || !completion.path("choices").isArray()) {
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
        var reason = OpenAiChunk.endReason(choice);
        if (reason == null) {
            return;
        }
        calls.end();
        if (reason.equals("error")) {
            response.fail(
                    VendorFailure.of(
                            FailureClass.SERVER_ERROR,
                            "%s broke off its answer.".formatted(provider)));
            return;
        }
        var told = response.isRefused() ? FinishReason.CONTENT_FILTER : reason(reason);
        // some servers end twice: a plain end does not take back that the answer was cut
        if (told != FinishReason.STOP || !response.isFinished()) {
            response.finished(told);
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

    private void usage(OpenAiChunk chunk) {
        var usage = chunk.usage();
        if (usage == null) {
            return;
        }
        if (response.isFinished() || chunk.isOnlyUsage()) {
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
