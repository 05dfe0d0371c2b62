package dev.agentworks.orchestrator.client;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.agentworks.events.Money;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A request for a completion, as the router accepts it. */
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
     * What the run and its card may cost in total, in US dollars as charged. It is not part of the
     * request's identity: the router checks it before each call with the key.
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Limits(@Nullable @Money BigDecimal run, @Nullable @Money BigDecimal card) {}

    /** One message of the conversation so far. */
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
