package dev.agentworks.router.provider.openai;

import dev.agentworks.router.provider.model.Verbatim.Piece;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One chunk of a streamed chat completion. What a chunk is, is decided here alone: whoever reads
 * the answer and whoever hands the chunk on must never see two different things in it.
 */
record OpenAiChunk(JsonNode json) {
    /** What every chunk has, and what tells nothing by itself. */
    private static final Set<String> ENVELOPE =
            Set.of(
                    "id",
                    "object",
                    "created",
                    "model",
                    "choices",
                    "system_fingerprint",
                    "service_tier",
                    "provider",
                    "obfuscation");

    /** The marker after the last chunk. */
    static boolean isDone(String data) {
        return data.startsWith("[DONE]") && data.strip().length() == "[DONE]".length();
    }

    /** What the server says went wrong; none when the chunk is a part of the answer. */
    @Nullable JsonNode error() {
        var error = json.path("error");
        return isEmpty(error) ? null : error;
    }

    JsonNode choices() {
        return json.path("choices");
    }

    /** Why the answer ended, when this choice says so; servers write "nothing" in several ways. */
    static @Nullable String endReason(JsonNode choice) {
        var reason = choice.path("finish_reason");
        var told = reason.isString() ? reason.stringValue().strip() : "";
        return told.isEmpty() || told.equals("null") ? null : told;
    }

    boolean isEnd() {
        return choices().valueStream().anyMatch(choice -> endReason(choice) != null);
    }

    /** The figures so far; none when it has none. */
    @Nullable JsonNode usage() {
        var usage = json.path("usage");
        var told = usage.isObject() ? usage : json.at("/x_groq/usage");
        return told.isObject() ? told : null;
    }

    /** Whether it has figures and no part of the answer: they are those of the whole call. */
    boolean isOnlyUsage() {
        return choices().isEmpty() && usage() != null;
    }

    /** What it is for those who get it as it came; none for one that has nothing to say to them. */
    @Nullable Piece piece() {
        if (!choices().isEmpty()) {
            return isEnd() ? Piece.LAST : Piece.CONTENT;
        }
        // clients walk through the choices, also through none
        if (!choices().isArray()) {
            return null;
        }
        if (isOnlyUsage()) {
            return json.path("usage").isObject() ? Piece.USAGE : null;
        }
        return tellsSomething() ? Piece.CONTENT : null;
    }

    private boolean tellsSomething() {
        return json.propertyStream()
                .anyMatch(
                        field -> !ENVELOPE.contains(field.getKey()) && !isEmpty(field.getValue()));
    }

    private static boolean isEmpty(JsonNode value) {
        return value.isMissingNode()
                || value.isNull()
                || value.isContainer() && value.isEmpty()
                || value.isString() && value.stringValue().isBlank()
                || value.isBoolean() && !value.booleanValue();
    }
}
