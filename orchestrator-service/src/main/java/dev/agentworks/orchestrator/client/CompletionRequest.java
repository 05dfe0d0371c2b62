package dev.agentworks.orchestrator.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.events.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A model call as the router wants it asked. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CompletionRequest(
        UUID workspaceId,
        UUID projectId,
        @Nullable UUID cardId,
        UUID runId,
        String agentId,
        String provider,
        String model,
        @Nullable Double temperature,
        @Nullable Integer maxTokens,
        String system,
        List<Message> messages,
        List<ToolOffer> tools,
        @Nullable Limits limits) {

    /**
     * What the run and its card may cost altogether, in US dollars as charged. It does not make it
     * another request: the router looks at it before each call under the key.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Limits(@Nullable @Money BigDecimal run, @Nullable @Money BigDecimal card) {}

    /** One turn of the conversation so far. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Message(
            String role,
            @Nullable String content,
            @Nullable List<Completion.ToolCall> toolCalls,
            @Nullable String toolCallId,
            @Nullable Boolean isError) {

        public static Message user(String content) {
            return new Message("user", content, null, null, null);
        }

        public static Message assistant(@Nullable String text, List<Completion.ToolCall> calls) {
            return new Message("assistant", text, calls.isEmpty() ? null : calls, null, null);
        }

        public static Message toolResult(String callId, String content, boolean isError) {
            return new Message("tool", content, null, callId, isError ? true : null);
        }
    }

    /** A tool the model may call, described by its JSON Schema. */
    public record ToolOffer(String name, String description, JsonNode parameters) {}
}
